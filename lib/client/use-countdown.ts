'use client'

import { useCallback, useEffect, useState } from 'react'

const TICK_MS = 250

/**
 * Counts whole seconds down to 0, e.g. a refusal's `retryAfter`. It goes by the clock, so that a tab that slept
 * shows the right number when it wakes.
 *
 * @returns the seconds left and a function that starts it over.
 */
export function useCountdown(): [secondsLeft: number, start: (seconds: number) => void] {
  const [endsAt, setEndsAt] = useState(0)
  const [secondsLeft, setSecondsLeft] = useState(0)

  useEffect(() => {
    if (endsAt === 0) return
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
      setSecondsLeft(left)
      if (left === 0) clearInterval(timer)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [endsAt])

  const start = useCallback((seconds: number) => {
    setEndsAt(performance.now() + seconds * 1000)
    setSecondsLeft(Math.ceil(seconds))
  }, [])

  return [secondsLeft, start]
}
