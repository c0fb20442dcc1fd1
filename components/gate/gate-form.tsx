'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { useForm } from 'react-hook-form'

import { banIn, refusedField, type Refused, tooFastIn } from '@/lib/client/account/refused'
import { GateProblem, type Problem } from '@/components/gate/gate-problem'
import { Button } from '@/components/ui/button'
import { buttonLook } from '@/components/ui/button-look'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Form } from '@/components/ui/form'
import type { Result } from '@/lib/client/api'
import { browserClock } from '@/lib/client/clock'
import { passGate, type GateAnswers, type Identity } from '@/lib/client/account/identity'
import { signInAddress } from '@/lib/client/account/return-address'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { asciiDigits } from '@/lib/domain/digits'

const ADULT_YEARS = 18
const OLDEST_YEARS = 120
const INVALID_AGE = 1001
const FIELDS = ['age', 'termsAccepted', 'privacyAccepted'] as const satisfies readonly (keyof GateAnswers)[]

interface GateFormProps {
  /** Where to go on to after signing in instead. */
  next: string | undefined
  onPassed: () => void
  onRefused: (why: Refused) => void
}

/** The three questions. A refusal for age or ban leaves the form, one of a field is shown there, any other above the button. */
export function GateForm({ next, onPassed, onRefused }: GateFormProps) {
  const t = useTranslations('gate')
  const [problem, setProblem] = useState<Problem>()
  const [tryAgainAt, setTryAgainAt] = useState<number>()
  const secondsLeft = useSecondsLeft(tryAgainAt)
  const { register, handleSubmit, formState, setError } = useForm<GateAnswers>()
  const { errors, isSubmitting } = formState

  const explain = (result: Result<Identity>) => {
    if (result.ok) return onPassed()
    if (result.offline) return setProblem('offline')
    if (result.code === INVALID_AGE) return onRefused({ why: 'age' })
    const ban = banIn(result)
    if (ban) return onRefused(ban)
    const field = refusedField(result, FIELDS)
    if (field) return setError(field, { type: 'refused' }, { shouldFocus: true })
    const wait = tooFastIn(result)
    if (wait === undefined) return setProblem('unexpected')
    setTryAgainAt(browserClock.now() + wait)
    setProblem('tooFast')
  }

  const submit = handleSubmit(async (answers) => {
    if (answers.age < ADULT_YEARS) return onRefused({ why: 'age' })
    setProblem(undefined)
    explain(await passGate(answers))
  })

  // Registered first, because the first of the fields in error gets the focus, and Field renders later than this.
  const age = register('age', { setValueAs: toYears, validate: isAge })
  const isWaiting = problem === 'tooFast' && secondsLeft > 0
  return (
    <Form
      noValidate
      onSubmit={(event) => void submit(event)}
      className="mt-8 flex flex-1 flex-col gap-5 sm:flex-none"
    >
      <Field label={t('age.label')} hint={t('age.hint')} error={errors.age && t('age.missing')}>
        {(control) => (
          <Input
            {...control}
            {...age}
            inputMode="numeric"
            autoComplete="off"
            maxLength={3}
            className="max-w-32 text-lead tabular-nums"
          />
        )}
      </Field>
      <div className="flex flex-col gap-2">
        <Checkbox
          {...register('termsAccepted', { required: true })}
          error={errors.termsAccepted && t('terms.missing')}
          label={t.rich('terms.label', { link: (words) => <NewTab href="/terms">{words}</NewTab> })}
        />
        <Checkbox
          {...register('privacyAccepted', { required: true })}
          error={errors.privacyAccepted && t('privacy.missing')}
          label={t.rich('privacy.label', { link: (words) => <NewTab href="/privacy">{words}</NewTab> })}
        />
      </div>
      <div className="mt-auto flex flex-col gap-3 pt-4 sm:mt-0">
        <GateProblem problem={problem} secondsLeft={secondsLeft} />
        <Button type="submit" look="primary" size="lg" wide busy={isSubmitting} disabled={isWaiting}>
          {isSubmitting ? t('submitting') : t('submit')}
        </Button>
        <p className="text-center text-caption text-muted">{t('remembered')}</p>
        <Link
          href={next ? signInAddress(next) : '/sign-in'}
          className={buttonLook({ look: 'quiet', wide: true })}
        >
          {t('signIn')}
        </Link>
      </div>
    </Form>
  )
}

/** As typed, in the digits of any script. */
function toYears(typed: string): number {
  const digits = asciiDigits(typed).trim()
  return digits === '' ? Number.NaN : Number(digits)
}

function isAge(years: number): boolean {
  return Number.isInteger(years) && years > 0 && years <= OLDEST_YEARS
}

/** Opens beside the form, so that the answers stay. */
function NewTab({ href, children }: { href: string; children: ReactNode }) {
  const t = useTranslations('gate')
  return (
    <a
      href={href}
      target="_blank"
      rel="noreferrer"
      className="font-[560] text-accent-ink underline decoration-1 underline-offset-4"
    >
      {children}
      <span className="sr-only"> {t('opensNewTab')}</span>
    </a>
  )
}
