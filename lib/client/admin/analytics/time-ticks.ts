import type { Millis } from '@/lib/domain/ids'

const MINUTE = 60_000
/** Steps that a clock's face knows. */
const STEPS: readonly Millis[] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360].map((minutes) => minutes * MINUTE)
const DAY = 24 * 60 * MINUTE
const DAY_STEPS: readonly Millis[] = [1, 2, 7, 14, 28, 91].map((days) => days * DAY)

/**
 * Round times between two moments, for an axis: whole minutes, and at most `most` of them where an hour a step allows it.
 *
 * @returns epoch milliseconds, in order; none where there is no whole minute
 */
export function timeTicks(from: Millis, to: Millis, most: number): Millis[] {
  return ticks(STEPS, from, to, most)
}

/** The same of whole days (UTC). */
export function dayTicks(from: Millis, to: Millis, most: number): Millis[] {
  return ticks(DAY_STEPS, from, to, most)
}

function ticks(steps: readonly Millis[], from: Millis, to: Millis, most: number): Millis[] {
  const step = steps.find((one) => (to - from) / one < most) ?? steps.at(-1) ?? DAY
  const first = Math.ceil(from / step) * step
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, index) => first + index * step)
}
