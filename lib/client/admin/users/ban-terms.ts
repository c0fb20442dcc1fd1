import type { Millis } from '@/lib/domain/ids'

const DAY_MS: Millis = 86_400_000

/** How long a ban may last; `until` is a day of one's own choice, `forever` has no end. */
export const BAN_TERMS = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  until: null,
  forever: null,
} as const
export type BanTerm = keyof typeof BAN_TERMS

/**
 * When a ban ends, as ISO 8601; null: never.
 *
 * @param day - `yyyy-mm-dd`, for `until`: the ban lasts to the end of that day in UTC.
 * @returns undefined for a day that is none or is over.
 */
export function banEnd(term: BanTerm, day: string, now: Millis): string | null | undefined {
  if (term === 'forever') return null
  const length = BAN_TERMS[term]
  const end = length === null ? Date.parse(`${day}T23:59:59.999Z`) : now + length
  return end > now ? new Date(end).toISOString() : undefined
}
