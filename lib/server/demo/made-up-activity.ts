import {
  type ActivityFact,
  byPersonAndDay,
  type CountedActivity,
  countActivity,
  type KindBits,
  monthOf,
  NOTHING_SEEN,
  type PersonDay,
  type PersonPast,
  weekOf,
} from '@/lib/domain/activity'
import type { Day } from '@/lib/domain/days'
import { DEFAULT_TENANT, type UserId } from '@/lib/domain/ids'
import type { Landing } from '../ports/analytics/engagement'
import type { MadeUpHistory } from '../ports/analytics/acquisition'
import type { SessionRecord } from '../ports/sessions/history'
import type { Chance } from './chance'
import { COUNTRIES, PLATFORMS } from './homes'

/** Of a hundred who looked, so many never met anybody; and so many open the page for one who registers. */
const IN_VAIN = 0.08
const OPENINGS = [
  [40, 2],
  [40, 3],
  [20, 5],
] as const

type MadeUpPerson = Pick<PersonPast, 'tenant' | 'platform' | 'country' | 'registeredAt'>

/** What made-up people did, counted as what real ones do; they registered on the day on which they were first there. */
export function madeUpActivity(sessions: readonly SessionRecord[], chance: Chance): CountedActivity {
  const people = new Map<UserId, MadeUpPerson>()
  const days = new Map<UserId, Map<Day, PersonDay>>()
  const counted: CountedActivity[] = []
  const all = byPersonAndDay(sessions.flatMap((session) => factsOf(session, chance)))
  for (const personDay of all.toSorted((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  )) {
    const { user, day } = personDay
    const person = people.get(user) ?? {
      tenant: DEFAULT_TENANT,
      platform: chance.pick(PLATFORMS),
      country: chance.pick(COUNTRIES),
      registeredAt: Date.parse(day),
    }
    people.set(user, person)
    const own = days.get(user) ?? new Map<Day, PersonDay>()
    counted.push(countActivity(personDay, NOTHING_SEEN, { ...person, ...pastOf([...own.values()], day) }))
    days.set(user, own.set(day, personDay))
  }
  return {
    days: added(counted.flatMap((one) => one.days)),
    periods: added(counted.flatMap((one) => one.periods)),
    cohorts: added(counted.flatMap((one) => one.cohorts)),
  }
}

const KEYS = ['tenant', 'chatType', 'platform', 'country', 'day', 'period', 'start', 'week', 'weekAfter']

/** Counts of the same key together: some thousands instead of many more. */
function added<Row extends object>(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = JSON.stringify(row, KEYS)
    const before = sums.get(key)
    sums.set(key, before ? sumOf(before, row) : row)
  }
  return [...sums.values()]
}

function sumOf<Row extends object>(one: Row, other: Row): Row {
  const values = new Map<string, unknown>(Object.entries(other))
  const add = (value: unknown, more: unknown): unknown =>
    Array.isArray(value) && Array.isArray(more)
      ? value.map((number, index) => add(number, more[index]))
      : Number(value) + Number(more)
  return Object.fromEntries(
    Object.entries(one).map(([name, value]) => [
      name,
      KEYS.includes(name) ? value : add(value, values.get(name)),
    ]),
  ) as Row
}

function factsOf({ participants, chatType, startedAt, endedAt, messages }: SessionRecord, chance: Chance) {
  return participants.flatMap((user, index): ActivityFact[] => {
    const looked = { user, chatType, at: startedAt, what: 'looked' } as const
    if (chance.next() < IN_VAIN) return [looked]
    const lengthMs = endedAt - startedAt
    return [looked, { user, chatType, at: endedAt, what: { lengthMs, messages: messages[index] ?? 0 } }]
  })
}

/** @param own - earlier days, oldest first */
function pastOf(own: readonly PersonDay[], day: Day) {
  const bits = (of: readonly PersonDay[]): KindBits => of.reduce((all, { active }) => all | active, 0)
  const last = own.at(-1)
  return {
    week: bits(own.filter((one) => weekOf(one.day) === weekOf(day))),
    month: bits(own.filter((one) => monthOf(one.day) === monthOf(day))),
    ever: bits(own),
    last: last ? { day: last.day, talked: last.talked } : null,
  }
}

/** Openings of the front page for those who registered, and for those who thought better of it. */
export function madeUpLandings(
  signups: MadeUpHistory['signups'],
  chance: Chance,
): readonly (Landing & { readonly count: number })[] {
  return signups.map(({ signup: { day, platform, country }, count }) => ({
    tenant: DEFAULT_TENANT,
    day,
    platform,
    country,
    count: count * chance.pick(OPENINGS),
  }))
}
