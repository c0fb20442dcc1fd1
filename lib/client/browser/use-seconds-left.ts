'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { browserClock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

const TICK_MS = 250

/** Whole seconds from now to a moment, counting down to 0; 0 when there is no such moment. */
export function useSecondsLeft(until: Millis | undefined): number {
  const tick = useCallback(
    (changed: () => void) => {
      if (until === undefined) return () => {}
      const timer = setInterval(() => {
        changed()
        if (browserClock.now() >= until) clearInterval(timer)
      }, TICK_MS)
      return () => clearInterval(timer)
    },
    [until],
  )
  const read = () => (until === undefined ? 0 : Math.max(0, Math.ceil((until - browserClock.now()) / 1_000)))
  return useSyncExternalStore(tick, read, () => 0)
}

/** Whether less than `ms` have passed since a moment; false when there is no such moment. */
export function useIsRecent(since: Millis | undefined, ms: Millis): boolean {
  return useSecondsLeft(since === undefined ? undefined : since + ms) > 0
}
