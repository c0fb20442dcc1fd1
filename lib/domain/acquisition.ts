import type { Attribution } from './accounts'
import { addDays, type Day, dayOf, daysOf, type DayWindow, lengthOf } from './days'
import type { Millis } from './ids'
import type { GeoLocation } from './geo-location'

/** The dimensions by which sign-ups are counted. */
export const SIGNUP_DIMENSIONS = ['source', 'medium', 'campaign', 'platform', 'gender', 'country'] as const
export type SignupDimension = (typeof SIGNUP_DIMENSIONS)[number]

/** Stands for everything without an entry of its own. */
export const OTHER = 'other'
/** Not given, or not known. */
export const UNKNOWN = ''

const MAX_KEY_LENGTH = 60

/**
 * A sign-up as it is counted, without a person: its day, where from, and on what. What is not known is `UNKNOWN`.
 * What comes from people's links is lower case, trimmed and at most 60 characters; the country is ISO 3166-1 alpha-2.
 */
export interface Signup extends Readonly<Record<SignupDimension | 'region' | 'regionCode', string>> {
  readonly day: Day
}

interface Origin {
  readonly attribution: Attribution
  readonly platform: string | null
  readonly gender: string | null
  readonly place: GeoLocation | null
}

export function signupOf({ attribution, platform, gender, place }: Origin, at: Millis): Signup {
  return {
    day: dayOf(at),
    source: keyOf(attribution.source),
    medium: keyOf(attribution.medium),
    campaign: keyOf(attribution.campaign),
    platform: keyOf(platform),
    gender: keyOf(gender),
    country: place?.country ?? UNKNOWN,
    region: place?.region ?? UNKNOWN,
    regionCode: place?.regionCode ?? UNKNOWN,
  }
}

/** How texts that mean the same become one key; control characters and runs of white space are one space. */
export function keyOf(text: string | null | undefined): string {
  const plain = (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\p{C}\s]+/gu, ' ')
  return Array.from(plain.trim()).slice(0, MAX_KEY_LENGTH).join('').trim()
}

interface Counted {
  readonly day: Day
  readonly key: string
  readonly count: number
}

/** A key's sign-ups in the window and in the one before. */
interface KeyTotals {
  readonly key: string
  readonly total: number
  readonly previous: number
}

/** One day of the window with the day at the same position in the window before; counts are in the order of the keys. */
interface ComparedDay {
  readonly day: Day
  readonly counts: readonly number[]
  readonly previousDay: Day
  readonly previousCounts: readonly number[]
}

/** Sign-ups of a window beside those of the window before. */
export interface SignupComparison {
  readonly total: number
  readonly previousTotal: number
  /** Most sign-ups first; `OTHER` and then `UNKNOWN` last. */
  readonly keys: readonly KeyTotals[]
  /** Every day of the window, first to last. */
  readonly days: readonly ComparedDay[]
}

/** @param counts - of the window and of the one before; days without any may be left out */
export function compareSignups(counts: readonly Counted[], window: DayWindow): SignupComparison {
  const shift = lengthOf(window)
  const totals = new Map<string, { total: number; previous: number }>()
  const byDay = new Map<Day, Map<string, number>>()
  for (const { day, key, count } of counts) {
    const ofKey = totals.get(key) ?? { total: 0, previous: 0 }
    ofKey[day < window.from ? 'previous' : 'total'] += count
    totals.set(key, ofKey)
    const ofDay = byDay.get(day) ?? new Map<string, number>()
    byDay.set(day, ofDay.set(key, (ofDay.get(key) ?? 0) + count))
  }
  const keys = [...totals].map(([key, both]) => ({ key, ...both })).toSorted(inOrder)
  const countsOf = (day: Day) => keys.map(({ key }) => byDay.get(day)?.get(key) ?? 0)
  const sum = (part: 'total' | 'previous') => keys.reduce((all, key) => all + key[part], 0)
  return {
    total: sum('total'),
    previousTotal: sum('previous'),
    keys,
    days: daysOf(window).map((day) => {
      const previousDay = addDays(day, -shift)
      return { day, counts: countsOf(day), previousDay, previousCounts: countsOf(previousDay) }
    }),
  }
}

function inOrder(one: KeyTotals, other: KeyTotals): number {
  const rank = ({ key }: KeyTotals) => (key === UNKNOWN ? 2 : key === OTHER ? 1 : 0)
  return (
    rank(one) - rank(other) ||
    other.total - one.total ||
    other.previous - one.previous ||
    (one.key < other.key ? -1 : 1)
  )
}

/** Sign-ups of one place; empty texts: not known. */
export interface PlaceCount {
  readonly country: string
  readonly region: string
  readonly regionCode: string
  readonly count: number
}

interface RegionTotal {
  readonly name: string
  readonly code: string
  readonly count: number
}

/** A country with its regions, most sign-ups first. Those of no known region are in the country's count alone. */
export interface CountryTotal {
  readonly country: string
  readonly count: number
  readonly regions: readonly RegionTotal[]
}

/** Places put together by country; those of no known country are `unknown` and in no row. */
export function groupPlaces(places: readonly PlaceCount[]): {
  readonly total: number
  readonly unknown: number
  readonly countries: readonly CountryTotal[]
} {
  const countries = new Map<string, { count: number; regions: RegionTotal[] }>()
  let [total, unknown] = [0, 0]
  for (const { country, region, regionCode: code, count } of places) {
    total += count
    if (country === UNKNOWN) {
      unknown += count
      continue
    }
    const entry = countries.get(country) ?? { count: 0, regions: [] }
    entry.count += count
    if (region !== UNKNOWN) entry.regions.push({ name: region, code, count })
    countries.set(country, entry)
  }
  const mostFirst = <T extends { count: number }>(rows: readonly T[], nameOf: (row: T) => string) =>
    rows.toSorted((one, other) => other.count - one.count || (nameOf(one) < nameOf(other) ? -1 : 1))
  const rows = [...countries].map(([country, { count, regions }]) => ({
    country,
    count,
    regions: mostFirst(regions, ({ name }) => name),
  }))
  return { total, unknown, countries: mostFirst(rows, ({ country }) => country) }
}
