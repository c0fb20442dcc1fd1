import type { Alert } from '@/lib/domain/alerts'
import { addCounters, type Counters, count } from '@/lib/domain/counters'
import { addDays, type Day } from '@/lib/domain/days'
import type { Millis } from '@/lib/domain/ids'
import type { CountedSpan } from '@/lib/server/ports/analytics/figure-history'
import { DEMO_PREFIX, type MadeUpFigures } from '../ports/analytics/acquisition'
import type { NarrowedSpan } from '../ports/analytics/narrowed-figures'
import { type Chance, createChance } from './chance'
import { isWeekend } from './made-up-people'
import { queueDay } from './made-up-queue'
import { countRoom, type MadeUpRoom, roomOf } from './made-up-rooms'
import { madeUpHome, type Tally } from './made-up-tally'

const HOUR_MS: Millis = 3_600_000
/** Joins in the busiest hour of the first day, and how much a day adds. */
const START = 24
const GROWTH = 0.42
const WEEKEND = 1.2
const DEVICES = [
  [6, 'microphone NotAllowedError'],
  [3, 'camera NotAllowedError'],
  [2, 'camera NotReadableError'],
  [1, 'microphone NotFoundError'],
] as const
/** A day on which the relay was away: what an administrator is to find. Counted back from the last one. */
const BAD_DAY = 9
/** Days that have hours, too: enough to say what is usual at one. */
const DAYS_BY_HOUR = 10
const SEED_OF_HOMES = 20_261_130

export interface MadeUpCounts {
  readonly figures: MadeUpFigures
  /** The sessions of each day. */
  readonly rooms: readonly (readonly MadeUpRoom[])[]
}

/** What would have been counted on `days` days from `first` on: by day for all of them, by hour for the last ones. */
export function madeUpFigures(first: Day, days: number, chance: Chance): MadeUpCounts {
  // By itself: where people are from changes nothing else.
  const homes = createChance(SEED_OF_HOMES)
  const counted = Array.from({ length: days }, (_, index) => {
    const day = addDays(first, index)
    const queue = queueDay((START + GROWTH * index) * (isWeekend(day) ? WEEKEND : 1), chance, homes)
    const isBad = index === days - BAD_DAY
    const rooms = queue.rooms.map((begun, hour) =>
      begun.map((one) => roomOf({ hour, ...one }, isBad, chance)),
    )
    const hours = queue.hours.map((tally, hour) => {
      countHour(tally, rooms[hour] ?? [], isBad, { chance, homes })
      const start = Date.parse(day) + hour * HOUR_MS
      return { start, counters: tally.counters, narrowed: tally.narrowed() }
    })
    return { day, hours, interests: queue.interests, rooms: rooms.flat() }
  })
  const figures = {
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
    interests: counted.map(({ day, interests }) => ({ day, counts: interests })),
    alerts: alertsOf(addDays(first, days - BAD_DAY)),
  }
  return { figures, rooms: counted.map(({ rooms }) => rooms) }
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

/** Adds sessions, levels, errors and devices to what the queue counted. */
function countHour(
  tally: Tally,
  rooms: readonly MadeUpRoom[],
  isBad: boolean,
  { chance, homes }: { readonly chance: Chance; readonly homes: Chance },
): void {
  const { counters } = tally
  const online = Math.max(1, Math.round(rooms.length / 2.5))
  counters.samples = 360
  counters['level.online'] = 360 * online
  counters['peak.online'] = online + Math.round(chance.next() * 4)
  for (const room of rooms) tally.add(countsOf(room, isBad, chance), room.home)
  if (chance.next() < 0.04) count(counters, 'errors:event failed')
  if (chance.next() < 0.3) tally.add({ [`devices:${chance.pick(DEVICES)}`]: 1 }, madeUpHome(homes))
}

function countsOf(room: MadeUpRoom, isBad: boolean, chance: Chance): Counters {
  const counters: Record<string, number> = {}
  countRoom(counters, room, isBad, chance)
  return counters
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
