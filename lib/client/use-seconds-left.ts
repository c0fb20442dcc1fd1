'use client'

import { useEffect, useState } from 'react'
import type { Millis } from '@/lib/domain/ids'

const TICK_MS = 250

/** Whole seconds from now to a moment, counting down to 0; 0 when there is no such moment. */
export function useSecondsLeft(until: Millis | undefined): number {
  const [now, setNow] = useState(() => Date.now())
  const [counted, setCounted] = useState(until)
  if (counted !== until) {
    setCounted(until)
    setNow(Date.now())
  }
  const isOver = until === undefined || until <= now

  useEffect(() => {
    if (until === undefined) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [until])

  return isOver ? 0 : Math.ceil((until - now) / 1_000)
}

/** Whether less than `ms` have passed since a moment; false when there is no such moment. */
export function useIsRecent(since: Millis | undefined, ms: Millis): boolean {
  return useSecondsLeft(since === undefined ? undefined : since + ms) > 0
}
