import { addDays, type Day, dayOf, type DayWindow, lengthOf } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'

/** Days that can be chosen in one press, up to today. */
export const LENGTHS = [7, 28, 90, 365] as const
const USUAL_LENGTH = 28
const LONGEST_DAYS = 366
const EARLIEST: Day = '2000-01-01'

/** What a dashboard of days shows; its address holds the same. */
export interface DayRange {
  readonly window: DayWindow
  /** Up to today, moving with it; null: two dates that stay. */
  readonly length: number | null
  /** Whether the window before is shown beside it. */
  readonly compare: boolean
}

/** Reads `?days=28` or `?from=…&to=…`, and `compare=0`; the last 28 days, compared, for whatever makes no sense. */
export function readDayRange(query: URLSearchParams, now: Millis): DayRange {
  const compare = query.get('compare') !== '0'
  const window = { from: query.get('from') ?? '', to: query.get('to') ?? '' }
  if (isPossible(window)) return { window, length: null, compare }
  const length = LENGTHS.find((days) => String(days) === query.get('days')) ?? USUAL_LENGTH
  return { window: upToToday(length, now), length, compare }
}

/** The same query with another range in it. */
export function withDayRange(query: URLSearchParams, { window, length, compare }: DayRange): URLSearchParams {
  const next = new URLSearchParams(query)
  for (const name of ['days', 'from', 'to', 'compare']) next.delete(name)
  if (length === null) {
    next.set('from', window.from)
    next.set('to', window.to)
  } else if (length !== USUAL_LENGTH) next.set('days', String(length))
  if (!compare) next.set('compare', '0')
  return next
}

export function upToToday(days: number, now: Millis): DayWindow {
  const to = dayOf(now)
  return { from: addDays(to, 1 - days), to }
}

/** Two real days, the first not after the last, at most 366 with both. */
export function isPossible(window: DayWindow): boolean {
  const { from, to } = window
  return [from, to].every(isDay) && EARLIEST <= from && from <= to && lengthOf(window) <= LONGEST_DAYS
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text
}
