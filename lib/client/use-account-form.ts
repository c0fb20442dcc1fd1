'use client'

import { useState } from 'react'

import { type AccountProblem, problemOf } from '@/lib/client/account'
import type { Result } from '@/lib/client/api'
import { useSecondsLeft } from '@/lib/client/use-seconds-left'

/** How long to wait when the refusal does not say. */
const DEFAULT_WAIT_SECONDS = 60

/** What the forms of an account share: the last try's problem, and waiting after too many. */
export function useAccountForm() {
  const [problem, setProblem] = useState<AccountProblem>()
  const [tryAgainAt, setTryAgainAt] = useState<number>()
  const secondsLeft = useSecondsLeft(tryAgainAt)

  /** Shows what kept the request from succeeding. @returns whether it did succeed */
  function settle(result: Result<unknown>): boolean {
    const found = problemOf(result)
    setProblem(found)
    if (found === 'tooFast') {
      const wait = !result.ok && !result.offline ? result.retryAfter : undefined
      setTryAgainAt(Date.now() + (wait ?? DEFAULT_WAIT_SECONDS) * 1_000)
    }
    return result.ok
  }

  const isWaiting = problem === 'tooFast' && secondsLeft > 0
  return {
    problem: problem === 'tooFast' && !isWaiting ? undefined : problem,
    secondsLeft,
    isWaiting,
    settle,
  }
}
