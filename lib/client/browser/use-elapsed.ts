'use client'

import { useCallback, useSyncExternalStore } from 'react'

import { browserClock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

const TICK_MS = 500

/** The time since a moment as people read it, `3:07` or `1:02:45`; empty when there is no such moment. */
export function useElapsed(since: Millis | undefined): string {
  const tick = useCallback((changed: () => void) => {
    const timer = setInterval(changed, TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const read = () => (since === undefined ? '' : timeOf(browserClock.now() - since))
  return useSyncExternalStore(tick, read, () => '')
}

/** `3:07`, `1:02:45`. */
export function timeOf(ms: Millis): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}
