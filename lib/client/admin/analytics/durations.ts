import type { Millis } from '@/lib/domain/ids'

/** A length of time in the unit that suits it, so that a catalogue can word it. */
export type Duration =
  | { readonly unit: 'milliseconds'; readonly value: number }
  | { readonly unit: 'seconds'; readonly value: number }
  | { readonly unit: 'minutes'; readonly minutes: number; readonly seconds: number }

/** @param ms - not negative. */
export function toDuration(ms: Millis): Duration {
  if (ms < 1_000) return { unit: 'milliseconds', value: Math.round(ms) }
  const tenths = Math.round(ms / 100) / 10
  if (tenths < 60) return { unit: 'seconds', value: tenths }
  const seconds = Math.round(ms / 1_000)
  return { unit: 'minutes', minutes: Math.floor(seconds / 60), seconds: seconds % 60 }
}
