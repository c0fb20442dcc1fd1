import { keyOf, UNKNOWN } from './acquisition'
import { addDays, type Day, dayOf, type DayWindow, isDay, lengthOf } from './days'
import { DomainError } from './errors'
import type { Millis } from './ids'
import { CHAT_TYPES } from './sessions'

/** What figures can be narrowed by; the names are those of the document's query parameters, and what it lacks. */
export const FIGURE_DIMENSIONS = [
  'chatType',
  'gender',
  'platform',
  'signupSource',
  'campaign',
  'country',
] as const
export type FigureDimension = (typeof FIGURE_DIMENSIONS)[number]
/** What sign-ups and payments can be narrowed by. */
export const SIGNUP_FILTERS = ['gender', 'platform', 'signupSource', 'campaign', 'country'] as const
/** What everything else can be narrowed by: few values each, so that roll-ups by them stay small. */
export const ACTIVITY_FILTERS = ['chatType', 'platform', 'country'] as const

/** What matching, voice and video are counted by apart: one of them narrows at a time. */
export const NARROWED_BY = ['platform', 'country'] as const

/** The value of a dimension where it is not known. */
export const NOT_KNOWN = 'unknown'

/** One value for each dimension that narrows; `NOT_KNOWN` for what is not known. */
export type Narrowed<D extends FigureDimension = FigureDimension> = {
  readonly [Name in D]?: string | undefined
}

/** The one thing that narrows figures which are counted by each apart. */
export interface NarrowedBy {
  readonly dimension: (typeof NARROWED_BY)[number]
  /** `NOT_KNOWN` for what is not known. */
  readonly value: string
}

/** Which days; `start` and `end` win over `days`. Days are those of UTC. */
export interface AskedWindow {
  readonly days?: number | undefined
  readonly start?: Day | undefined
  readonly end?: Day | undefined
}

/** What a page of figures shows. Its address, its requests and its files hold the same parameters. */
export interface FigureFilter<D extends FigureDimension = FigureDimension> extends AskedWindow {
  /** Whether the window before is shown beside it. */
  readonly compare: boolean
  readonly only: Narrowed<D>
}

const USUAL_DAYS = 14
export const MAX_WINDOW_DAYS = 366
const EARLIEST: Day = '2000-01-01'
const LATEST: Day = '2100-12-31'
/** The names of everything that a filter is in an address. */
export const FILTER_PARAMETERS = ['days', 'start', 'end', 'compare', ...FIGURE_DIMENSIONS] as const
/** The value of `compare` that leaves the window before away. */
export const NO_COMPARISON = 'none'

/**
 * The window that was asked for: `start` to `end`, or `days` from the one that is given; up to today without either.
 *
 * @throws INVALID_REQUEST when it ends before it begins, has more than 366 days, or lies beyond 2000 to 2100
 * @see spec/omegoo.md "Admin Endpoints"
 */
export function acceptedWindow({ days, start, end }: AskedWindow, now: Millis): DayWindow {
  const window = windowAsked(days, start, end, dayOf(now))
  if (window.from > window.to) throw wrong('start', 'start must not be after end')
  const isEarly = window.from < EARLIEST
  if (isEarly || window.to > LATEST)
    throw wrong(isEarly ? 'start' : 'end', `days lie from ${EARLIEST} to ${LATEST}`)
  if (lengthOf(window) > MAX_WINDOW_DAYS) throw wrong('start', `at most ${MAX_WINDOW_DAYS} days at once`)
  return window
}

function windowAsked(days: number | undefined, start: Day | undefined, end: Day | undefined, today: Day) {
  if (start === undefined) {
    const to = end ?? today
    return { from: addDays(to, 1 - (days ?? USUAL_DAYS)), to }
  }
  if (end !== undefined) return { from: start, to: end }
  if (days !== undefined) return { from: start, to: addDays(start, days - 1) }
  return { from: start, to: start > today ? start : today }
}

const wrong = (field: string, description: string) =>
  new DomainError('INVALID_REQUEST', { description, field })

/** Whether these two days can be asked for. */
export function isPossibleWindow({ from, to }: DayWindow): boolean {
  const areDays = isDay(from) && isDay(to)
  return (
    areDays && EARLIEST <= from && from <= to && to <= LATEST && lengthOf({ from, to }) <= MAX_WINDOW_DAYS
  )
}

/**
 * Reads the parameters of an address; what makes no sense there is as if it were absent, because a person may have typed it.
 *
 * @param query - each parameter by its name
 * @param dimensions - what this page can be narrowed by
 */
export function parseFilter<D extends FigureDimension>(
  query: Readonly<Record<string, string | undefined>>,
  dimensions: readonly D[],
): FigureFilter<D> {
  const compare = query.compare !== NO_COMPARISON
  const only: Partial<Record<FigureDimension, string>> = {}
  for (const dimension of dimensions) {
    const value = acceptedValue(dimension, query[dimension] ?? '')
    if (value !== undefined) only[dimension] = value
  }
  return { ...parseWindow(query), compare, only: only as Narrowed<D> }
}

function parseWindow({ start, end, days }: Readonly<Record<string, string | undefined>>): AskedWindow {
  if (start && end && isPossibleWindow({ from: start, to: end })) return { start, end }
  const length = /^\d{1,3}$/.test(days ?? '') ? Number(days) : USUAL_DAYS
  return { days: length >= 1 && length <= MAX_WINDOW_DAYS ? length : USUAL_DAYS }
}

/** A value in the form in which it is compared; undefined: it narrows nothing. */
export function acceptedValue(dimension: FigureDimension, typed: string): string | undefined {
  const value = keyOf(typed)
  if (value === NOT_KNOWN) return dimension === 'chatType' ? undefined : NOT_KNOWN
  if (dimension === 'country') return /^[a-z]{2}$/i.test(value) ? value.toUpperCase() : undefined
  if (dimension === 'chatType') return CHAT_TYPES.find((one) => one === value)
  return value === '' ? undefined : value
}

/** What of both narrows; undefined: neither. @throws INVALID_REQUEST when both do */
export function narrowedBy(only: Narrowed): NarrowedBy | undefined {
  const [by, another] = NARROWED_BY.flatMap((dimension) => {
    const value = only[dimension]
    return value === undefined ? [] : [{ dimension, value }]
  })
  if (another) throw wrong(another.dimension, 'platform or country, not both')
  return by
}

/** The same values with one of platform and country at most: where there are both, the one that is new. */
export function oneOfBoth<D extends FigureDimension>(next: Narrowed<D>, before: Narrowed<D>): Narrowed<D> {
  const [now, then]: [Narrowed, Narrowed] = [next, before]
  if (now.platform === undefined || now.country === undefined) return next
  const isCountryNew = now.country !== then.country
  return { ...next, [isCountryNew ? 'platform' : 'country']: undefined }
}

/** Every value that a dimension narrows to is one that is counted under one of these keys; empty: not known. */
export function keysOf(value: string): readonly string[] {
  return value === NOT_KNOWN ? [UNKNOWN, NOT_KNOWN] : [value]
}

/** The parameters that mean this filter, without those that are usual; `parseFilter` reads them again. */
export function formatFilter({ days, start, end, compare, only }: FigureFilter): Record<string, string> {
  const range =
    start !== undefined && end !== undefined
      ? { start, end }
      : days === undefined || days === USUAL_DAYS
        ? {}
        : { days: String(days) }
  const values = FIGURE_DIMENSIONS.flatMap((name) => {
    const value = only[name]
    return value === undefined ? [] : [[name, value]]
  })
  return { ...range, ...(!compare && { compare: NO_COMPARISON }), ...Object.fromEntries(values) }
}
