import { addDays, type Day, type DayWindow, daysOf } from './days'
import { type Deviation, deviationOf, EARLIER_AT_LEAST } from './usual'

/** What of a day is compared with other days: counts, p95 of waits and set-ups in ms, shares in per cent. */
export const COMPARED_OF_DAY = [
  'signups',
  'active',
  'text',
  'audio',
  'video',
  'messages',
  'waits',
  'abandonment',
  'setup',
  'failedCalls',
  'errors',
  'reports',
  'orders',
] as const
export type ComparedOfDay = (typeof COMPARED_OF_DAY)[number]

/** A day's numbers; what is absent was not measured, as a wait where nobody met. */
export type DayNumbers = Readonly<Partial<Record<ComparedOfDay, number>>>

/** Weeks whose same weekday is looked at, and days that are where there are too few such weeks. */
const WEEKS_LOOKED_AT = 8
const DAYS_LOOKED_AT = 21
const WEEK_MS = 7 * 86_400_000

/** One number of a day; `deviation` is null where too few earlier days had one. */
export interface ComparedNumber {
  readonly what: ComparedOfDay
  readonly value: number
  readonly deviation: Deviation | null
}

/** The days before this one that its numbers can be compared with. */
export const lookedAt = (day: Day): DayWindow => ({
  from: addDays(day, -7 * WEEKS_LOOKED_AT),
  to: addDays(day, -1),
})

/**
 * What a day is compared with: the same weekday of the weeks before, because weekends differ from other days, or every day of the
 * three weeks before where fewer than EARLIER_AT_LEAST such weekdays are known.
 *
 * @param since - the first day of which anything is known
 */
export function earlierDays(day: Day, since: Day): { against: 'weekdays' | 'days'; days: readonly Day[] } {
  const known = daysOf(lookedAt(day)).filter((one) => one >= since)
  const weekdays = known.filter((one) => (Date.parse(day) - Date.parse(one)) % WEEK_MS === 0)
  if (weekdays.length >= EARLIER_AT_LEAST) return { against: 'weekdays', days: weekdays }
  return { against: 'days', days: known.slice(-DAYS_LOOKED_AT) }
}

/** A day's numbers beside what they usually are, in the order of COMPARED_OF_DAY. @param earlier - those of the days before */
export function compareDay(numbers: DayNumbers, earlier: readonly DayNumbers[]): readonly ComparedNumber[] {
  return COMPARED_OF_DAY.flatMap((what) => {
    const value = numbers[what]
    if (value === undefined) return []
    const others = earlier.flatMap((one) => one[what] ?? [])
    return [{ what, value, deviation: deviationOf(value, others) ?? null }]
  })
}
