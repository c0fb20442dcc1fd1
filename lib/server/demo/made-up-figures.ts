import type { Alert } from '@/lib/domain/alerts'
import { addCounters, type Counters, count, measure } from '@/lib/domain/counters'
import { addDays, type Day } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'
import { HUNDREDTHS } from '@/lib/domain/media/media-counts'
import type { ChatType, MediaChatType } from '@/lib/domain/sessions'
import type { CountedSpan } from '@/lib/server/ports/analytics/figure-history'
import { DEMO_PREFIX, type MadeUpFigures } from '../ports/analytics/acquisition'
import type { InterestCount } from '../ports/analytics/interest-counts'
import type { NarrowedSpan } from '../ports/analytics/narrowed-figures'
import { type Chance, createChance } from './chance'
import { COUNTRIES, PLATFORMS } from './homes'

const HOUR_MS: Millis = 3_600_000
/** Joins in an hour at the end of the window's first day, and how much a day adds. */
const START = 14
const GROWTH = 0.3
const KINDS = [
  [70, 'text'],
  [18, 'audio'],
  [12, 'video'],
] as const satisfies readonly (readonly [number, ChatType])[]
const CAUSES = [
  [72, 'left'],
  [13, 'disconnected'],
  [6, 'timeout'],
  [6, 'media-failed'],
  [3, 'reported'],
] as const
const DEVICES = [
  [6, 'microphone NotAllowedError'],
  [3, 'camera NotAllowedError'],
  [2, 'camera NotReadableError'],
  [1, 'microphone NotFoundError'],
] as const
const INTERESTS = [
  ['music', 30],
  ['games', 24],
  ['films', 19],
  ['football', 14],
  ['books', 11],
  ['travel', 10],
  ['chess', 6],
  ['cooking', 5],
] as const

/** A day on which the relay was away: what an administrator is to find. Counted back from the last one. */
const BAD_DAY = 9
/** Days that have hours, too: enough to say what is usual at one. */
const DAYS_BY_HOUR = 10
const SEED_OF_HOMES = 20_261_130

/** What would have been counted on `days` days from `first` on: by day for all of them, by hour for the last ones. */
export function madeUpFigures(first: Day, days: number, chance: Chance): MadeUpFigures {
  const all = Array.from({ length: days }, (_, index) => ({ day: addDays(first, index), index }))
  // By itself: where people are from changes nothing else.
  const homes = createChance(SEED_OF_HOMES)
  const counted = all.map(({ day, index }) => {
    const isBad = index === days - BAD_DAY
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      start: Date.parse(day) + hour * HOUR_MS,
      ...hourOf(hour, index, isBad, chance, homes),
    }))
    return { day, hours }
  })
  return {
    hours: counted.slice(-DAYS_BY_HOUR).flatMap(({ hours }) => hours),
    days: counted.map(({ day, hours }) => ({ start: Date.parse(day), counters: together(hours) })),
    narrowed: [
      ...counted
        .slice(-DAYS_BY_HOUR)
        .flatMap(({ hours }) =>
          hours.flatMap(({ start, narrowed }) => narrowedSpans('hour', start, narrowed)),
        ),
      ...counted.flatMap(({ day, hours }) =>
        narrowedSpans(
          'day',
          Date.parse(day),
          hours.flatMap(({ narrowed }) => narrowed),
        ),
      ),
    ],
    interests: all.map(({ day, index }) => ({ day, counts: interestsOf(index, chance) })),
    alerts: alertsOf(addDays(first, days - BAD_DAY)),
  }
}

function together(hours: readonly CountedSpan[]): Counters {
  const sum: Record<string, number> = {}
  for (const { counters } of hours)
    for (const [name, number] of Object.entries(counters)) {
      if (name.startsWith('peak.')) sum[name] = Math.max(sum[name] ?? 0, number)
      else count(sum, name, number)
    }
  return sum
}

/** None at dawn, most in the evening (UTC). */
const busy = (hour: number) => 0.15 + Math.max(0, Math.sin(((hour - 8) / 16) * Math.PI))

/** What was counted of some people, and where they are from. */
type NarrowedCounters = Pick<NarrowedSpan, 'dimension' | 'value' | 'counters'>

/** What was counted of the same in a span, once. */
function narrowedSpans(
  span: NarrowedSpan['span'],
  start: Millis,
  all: readonly NarrowedCounters[],
): readonly NarrowedSpan[] {
  const same = Map.groupBy(all, ({ dimension, value }) => `${dimension} ${value}`)
  return [...same.values()].flatMap((parts) => {
    const [first] = parts
    return first
      ? [{ ...first, span, start, counters: addCounters(...parts.map(({ counters }) => counters)) }]
      : []
  })
}

function hourOf(hour: number, index: number, isBad: boolean, chance: Chance, homes: Chance) {
  const narrowed: NarrowedCounters[] = []
  const counters: Record<string, number> = {}
  const joins = chance.near((START + GROWTH * index) * busy(hour))
  const online = Math.max(1, Math.round(joins / 5))
  counters.samples = 360
  counters['level.online'] = 360 * online
  counters['peak.online'] = online + Math.round(chance.next() * 4)
  /** Counts what two people of one home did. */
  const add = (counted: Counters) => {
    for (const [name, number] of Object.entries(counted)) count(counters, name, number)
    const platform = homes.pick(PLATFORMS)
    const country = homes.pick(COUNTRIES) ?? ''
    narrowed.push({ dimension: 'platform', value: platform, counters: counted })
    narrowed.push({ dimension: 'country', value: country, counters: counted })
  }
  for (let one = 0; one < Math.ceil(joins / 2); one += 1) add(pairOf(busy(hour), isBad, chance))
  if (chance.next() < 0.04) count(counters, 'errors:event failed')
  if (chance.next() < 0.3) add({ [`devices:${chance.pick(DEVICES)}`]: 1 })
  return { counters, narrowed }
}

/** Skewed like times are: many short ones, few long. */
const skewed = (middle: number, chance: Chance) =>
  Math.round(middle * Math.exp(1.1 * (chance.next() + chance.next() - 1)))

function pairOf(crowd: number, isBad: boolean, chance: Chance): Counters {
  const counters: Record<string, number> = {}
  const kind = chance.pick(KINDS)
  const interested = chance.next() < 0.4
  count(counters, `${kind}.joined`, 2)
  if (interested) count(counters, `${kind}.joinedWithInterests`)
  if (chance.next() < 0.07) measure(counters, `${kind}.gaveUp`, skewed(18_000, chance))
  for (let side = 0; side < 2; side += 1) {
    const wait = skewed((interested ? 2_600 : 1_400) / crowd, chance)
    measure(counters, `${kind}.waits`, wait)
    measure(counters, 'waits', wait)
  }
  count(counters, `${kind}.rooms`)
  if (interested && chance.next() < 0.45) count(counters, `${kind}.shared`)
  const messages = kind === 'text' ? Math.round(20 * chance.next()) : Math.round(3 * chance.next())
  count(counters, 'messages', messages)
  const cause = isBad && kind !== 'text' && chance.next() < 0.45 ? 'media-failed' : chance.pick(CAUSES)
  const ends = kind === 'text' && cause === 'media-failed' ? 'left' : cause
  count(counters, `${kind}.ended`)
  count(counters, `${kind}.causes:${ends}`)
  if (kind !== 'text') media(counters, kind, ends, isBad, chance)
  return counters
}

function media(
  counters: Record<string, number>,
  kind: MediaChatType,
  cause: string,
  isBad: boolean,
  chance: Chance,
): void {
  const loss = skewed(isBad ? 4 : 0.5, chance) + (chance.next() < 0.06 ? 7 * chance.next() : chance.next())
  const isConnected = cause !== 'media-failed' || chance.next() < 0.5
  for (let side = 0; side < 2; side += 1) {
    count(counters, `${kind}.sides:${isConnected ? 'connected' : 'unconnected'}`)
    if (!isConnected) continue
    measure(counters, `${kind}.connect`, skewed(isBad ? 5_200 : 1_300, chance))
    measure(counters, `${kind}.loss`, loss * HUNDREDTHS)
    measure(counters, `${kind}.jitter`, skewed(14, chance))
    measure(counters, `${kind}.kbps`, 24 + Math.round(30 * chance.next()))
    count(counters, `${kind}.path:${!isBad && chance.next() < 0.18 ? 'relay' : 'direct'}`)
  }
  if (chance.next() < 0.12)
    count(counters, `${kind}.reconnects:${chance.next() < 0.85 ? 'succeeded' : 'failed'}`)
  const band = !isConnected ? 'none' : loss >= 5 ? 'poor' : loss >= 1 ? 'fair' : 'good'
  count(counters, `${kind}.line:${band}`)
  const skips = { good: 0.08, fair: 0.15, poor: 0.42, none: 0.7 }[band]
  if (cause === 'left' && chance.next() < skips) count(counters, `${kind}.skipped:${band}`)
  if (cause === 'reported') count(counters, `${kind}.reported:${band}`)
}

function interestsOf(index: number, chance: Chance): readonly InterestCount[] {
  return INTERESTS.map(([interest, weight]) => {
    const joined = chance.near(weight * (0.6 + index / 120))
    return { interest, joined, met: Math.round(joined * (0.12 + weight / 120) * (0.7 + 0.6 * chance.next())) }
  })
}

function alertsOf(bad: Day): readonly Alert[] {
  const at = (hours: number) => Date.parse(bad) + hours * HOUR_MS
  const made = { isDemo: true }
  return [
    {
      ...made,
      id: `${DEMO_PREFIX}alert-failed-calls`,
      kind: 'failed-calls',
      value: 4,
      worst: 46,
      threshold: 10,
      raisedAt: at(9.2),
      clearedAt: at(23.5),
    },
    {
      ...made,
      id: `${DEMO_PREFIX}alert-connect-time`,
      kind: 'connect-time',
      value: 2_100,
      worst: 11_200,
      threshold: 8_000,
      raisedAt: at(9.6),
      clearedAt: at(22.9),
    },
  ]
}
