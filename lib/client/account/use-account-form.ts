'use client'

import { type FormEvent, useState } from 'react'
import { type FieldValues, type Path, type RegisterOptions, useForm } from 'react-hook-form'

import { type AccountProblem, problemOf } from './account-problem'
import { browserClock } from '@/lib/client/clock'
import type { Refusal, Result } from '@/lib/client/api'
import { refusedField } from './refused'
import { useSecondsLeft } from '@/lib/client/browser/use-seconds-left'
import { LONGEST_WINDOW_MS, waitAfterMs } from '@/lib/client/wait-after'

/** How long to wait when the refusal names no time. */
const DEFAULT_WAIT_MS = 60_000

const REFUSED = 'refused'

interface Wiring<Values, Data> {
  readonly send: (values: Values) => Promise<Result<Data>>
  readonly onDone: (data: Data, values: Values) => void | Promise<void>
  /** Codes that mean something of their own in this form. */
  readonly problems?: Readonly<Record<number, AccountProblem>>
  /** A refusal that the form answers in a way of its own. @returns whether it does */
  readonly onRefused?: (code: number, refusal: Refusal) => boolean
}

/**
 * What the forms about an account share: their fields, one try at a time, the last try's problem, and waiting after too many.
 * `form` is spread on `AccountForm`, what `field` gives on one of its fields.
 */
export function useAccountForm<Values extends FieldValues, Data = unknown>(wiring: Wiring<Values, Data>) {
  const { register, handleSubmit, formState, reset, setError } = useForm<Values>()
  const { problem, secondsLeft, bannedUntil, settle } = useProblem(wiring.problems)

  const submit = handleSubmit(async (values) => {
    const result = await wiring.send(values)
    if (!result.ok && !result.offline && wiring.onRefused?.(result.code, result)) return settle(undefined)
    const refused = refusedField(result, Object.keys(values) as Path<Values>[])
    if (refused) {
      setError(refused, { type: REFUSED }, { shouldFocus: true })
      return settle(undefined)
    }
    settle(result)
    if (result.ok) await wiring.onDone(result.data, values)
  })
  return {
    form: {
      busy: formState.isSubmitting,
      disabled: problem === 'tooFast',
      problem,
      secondsLeft,
      bannedUntil,
      onSubmit: (event: FormEvent) => void submit(event),
    },
    field: <Name extends Path<Values>>(name: Name, rules: RegisterOptions<Values, Name>) => ({
      field: register(name, rules),
      isWrong: Boolean(formState.errors[name]),
      /** The form was content with it and the server was not. */
      isRefused: formState.errors[name]?.type === REFUSED,
    }),
    reset,
  }
}

/** What the forms of an account spread on `AccountForm`. */
export type AccountFormWiring = ReturnType<typeof useAccountForm>['form']

/** The last try's problem; "too fast" goes away by itself when its time is over. */
export function useProblem(own?: Readonly<Record<number, AccountProblem>>) {
  const [problem, setProblem] = useState<AccountProblem>()
  const [tryAgainAt, setTryAgainAt] = useState<number>()
  const [bannedUntil, setBannedUntil] = useState<string | null>()
  const secondsLeft = useSecondsLeft(tryAgainAt)

  /** Shows what kept a request from succeeding; undefined shows nothing. @returns whether it did succeed */
  function settle(result: Result<unknown> | undefined): boolean {
    const found = result && problemOf(result, own)
    setProblem(found)
    setBannedUntil(result && !result.ok && !result.offline ? result.bannedUntil : undefined)
    if (found === 'tooFast') {
      const wait = result && !result.ok && !result.offline ? result.retryAfter : undefined
      setTryAgainAt(browserClock.now() + waitAfterMs(wait, LONGEST_WINDOW_MS, DEFAULT_WAIT_MS))
    }
    return result?.ok ?? false
  }

  const isOver = problem === 'tooFast' && secondsLeft === 0
  return { problem: isOver ? undefined : problem, secondsLeft, bannedUntil, settle }
}
