'use client'

import { Hourglass, TriangleAlert, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FormEvent, ReactNode } from 'react'

import { Button } from '@/components/ui/button'
import type { AccountProblem } from '@/lib/client/account'

interface AccountFormProps {
  submit: string
  busy: boolean
  disabled: boolean
  problem: AccountProblem | undefined
  secondsLeft: number
  onSubmit: (event: FormEvent) => void
  /** The fields. */
  children: ReactNode
  /** Ways elsewhere, under the button. */
  others?: ReactNode
}

/** Fields, what went wrong with the last try, and one button. */
export function AccountForm({ children, others, onSubmit, ...rest }: AccountFormProps) {
  const { submit, busy, disabled, problem, secondsLeft } = rest
  return (
    <form noValidate onSubmit={onSubmit} className="mt-8 flex flex-1 flex-col gap-5 sm:flex-none">
      {children}
      <div className="mt-auto flex flex-col gap-3 pt-4 sm:mt-0">
        <ProblemLine problem={problem} secondsLeft={secondsLeft} />
        <Button type="submit" look="primary" size="lg" wide busy={busy} disabled={disabled}>
          {submit}
        </Button>
        {others}
      </div>
    </form>
  )
}

function ProblemLine({ problem, secondsLeft }: Pick<AccountFormProps, 'problem' | 'secondsLeft'>) {
  const t = useTranslations('account.problem')
  if (!problem) return <div role="alert" className="hidden" />
  const Sign = problem === 'offline' ? WifiOff : problem === 'tooFast' ? Hourglass : TriangleAlert
  return (
    <div role="alert" className="flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small">
      <Sign aria-hidden className="mt-[1px] size-5 shrink-0" />
      <p className="tabular-nums">{t(problem, { seconds: secondsLeft })}</p>
    </div>
  )
}
