'use client'

import { clsx } from 'clsx'
import { Hourglass, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useMoment } from '@/components/settings/use-moment'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import type { AccountProblem } from '@/lib/client/account/account-problem'
import type { AccountFormWiring } from '@/lib/client/account/use-account-form'

/** Longer waits are shown in minutes. */
const LONG_WAIT_SECONDS = 90

interface AccountFormProps extends AccountFormWiring {
  submit: string
  /** The fields, if any. */
  children?: ReactNode
  /** Ways elsewhere: under the button, or beside it in a form within a page. */
  others?: ReactNode
  /** `screen`: the page's one thing, its button under the thumb. `section`: one of several on a page. */
  place?: 'screen' | 'section'
}

/** Fields, what went wrong with the last try, and one button. */
export function AccountForm({ children, others, place = 'screen', ...rest }: AccountFormProps) {
  const { submit, busy, disabled, problem, secondsLeft, bannedUntil, onSubmit } = rest
  const isScreen = place === 'screen'
  return (
    <Form
      noValidate
      onSubmit={onSubmit}
      className={clsx('flex flex-col gap-5', isScreen && 'mt-8 flex-1 sm:flex-none')}
    >
      {children}
      <div className={clsx('flex flex-col gap-3', isScreen && 'mt-auto pt-4 sm:mt-0')}>
        <ProblemLine problem={problem} secondsLeft={secondsLeft} bannedUntil={bannedUntil} />
        <div className={clsx('flex gap-3', isScreen ? 'flex-col' : 'flex-wrap')}>
          <Button
            type="submit"
            look={isScreen ? 'primary' : 'plain'}
            size={isScreen ? 'lg' : 'md'}
            wide={isScreen}
            busy={busy}
            disabled={disabled}
          >
            {submit}
          </Button>
          {others}
        </div>
      </div>
    </Form>
  )
}

interface ProblemLineProps {
  problem: AccountProblem | undefined
  secondsLeft: number
  /** With `banned`: when that ends, ISO 8601; null: never. */
  bannedUntil?: string | null | undefined
}

/** Why it did not work, read out when it appears. */
export function ProblemLine({ problem, secondsLeft, bannedUntil }: ProblemLineProps) {
  const t = useTranslations('account.problem')
  const moment = useMoment()
  if (!problem) return <div role="alert" className="hidden" />
  const Sign = problem === 'offline' ? WifiOff : problem === 'tooFast' ? Hourglass : TriangleAlert
  return (
    <div role="alert" className="flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small">
      <Sign aria-hidden className="mt-[1px] size-5 shrink-0" />
      <p className="tabular-nums">
        {problem === 'tooFast' && secondsLeft > LONG_WAIT_SECONDS
          ? t('tooFastMinutes', { minutes: Math.ceil(secondsLeft / 60) })
          : t(problem, { seconds: secondsLeft })}
        {problem === 'banned' && bannedUntil && ` ${t('bannedUntil', { time: moment(bannedUntil) })}`}
        {problem === 'banned' && bannedUntil === null && ` ${t('bannedForever')}`}
      </p>
    </div>
  )
}
