import { type Counters, measure } from '@/lib/domain/counters'
import type { Millis } from '@/lib/domain/ids'
import { simulate, type SimulatedEvent } from '@/lib/domain/matching-simulator'
import { USUAL_POLICY } from '@/lib/domain/matching-policy'
import type { ChatType } from '@/lib/domain/sessions'
import { interestName, type Joining, madeUpJoins, type MeasuredJoins } from '@/lib/domain/simulated-joins'
import type { InterestCount } from '../ports/analytics/interest-counts'
import type { Chance } from './chance'
import { createTally, type Home, madeUpHome, type Tally } from './made-up-tally'

const HOUR_MS: Millis = 3_600_000
const MINUTE_MS: Millis = 60_000
const KINDS: MeasuredJoins['kinds'] = [
  { chatType: 'text', weight: 60, interestedShare: 0.42, giveUpAfterMs: 6 * MINUTE_MS },
  { chatType: 'audio', weight: 22, interestedShare: 0.34, giveUpAfterMs: 7 * MINUTE_MS },
  { chatType: 'video', weight: 18, interestedShare: 0.28, giveUpAfterMs: 8 * MINUTE_MS },
]
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
/** What fewer people name on a day is not counted. */
const FEWEST = 5
const NOWHERE: Home = { platform: '', country: '' }

/** None at dawn, most in the evening (UTC). */
const busy = (hour: number) => 0.15 + Math.max(0, Math.sin(((hour - 8) / 16) * Math.PI))

/** What the waiting room of one made-up day counted. */
export interface QueueDay {
  /** By hour: joins, waits and those who gave up. */
  readonly hours: readonly Tally[]
  /** The sessions that began, by hour; their home is that of one of the two. */
  readonly rooms: readonly (readonly { readonly chatType: ChatType; readonly home: Home }[])[]
  readonly interests: readonly InterestCount[]
}

/**
 * A day of people who join, meet by the rules of the real ones, or give up: waits, rates and shares are of one piece, so that the
 * policy simulator finds again what is told here.
 *
 * @param joins - in the busiest hour
 * @param homes - chance of its own, so that where people are from changes nothing else
 */
export function queueDay(joins: number, chance: Chance, homes: Chance): QueueDay {
  const hours = Array.from({ length: 24 }, createTally)
  const rooms = hours.map((): { chatType: ChatType; home: Home }[] => [])
  const joinsPerHour = hours.map((_, hour) => chance.near(joins * busy(hour)))
  const rates = { joinsPerHour, kinds: KINDS, interestWeights: INTERESTS.map(([, weight]) => weight) }
  const enough = 50 + Math.ceil(1.5 * joinsPerHour.reduce((sum, one) => sum + one, 0))
  const all = madeUpJoins(rates, USUAL_POLICY, enough, Math.floor(chance.next() * 2 ** 31))
  const people = all.filter(({ person }) => person.since < 24 * HOUR_MS)
  const at = (time: Millis) => Math.min(23, Math.floor(time / HOUR_MS))
  const homeOf = new Map(people.map(({ person }) => [person.user, madeUpHome(homes)]))
  const add = ({ person }: Joining, time: Millis, counters: Counters) =>
    hours[at(time)]?.add(counters, homeOf.get(person.user) ?? NOWHERE)
  const shared: Joining[][] = []

  for (const one of people) {
    const { chatType, interests, since } = one.person
    const interested = interests.size > 0 && { [`${chatType}.joinedWithInterests`]: 1 }
    add(one, since, { [`${chatType}.joined`]: 1, ...interested })
  }
  const tell = (event: SimulatedEvent) => {
    if (event.what === 'gave up') {
      const { chatType, since } = event.one.person
      add(event.one, event.at, measured({ [`${chatType}.gaveUp`]: event.at - since }))
      return
    }
    for (const one of event.pair) {
      const wait = event.at + USUAL_POLICY.delayMs - one.person.since
      add(one, event.at, measured({ [`${one.person.chatType}.waits`]: wait, waits: wait }))
    }
    const [first] = event.pair
    const { chatType, user } = first.person
    add(first, event.at, { [`${chatType}.rooms`]: 1, ...(event.shared && { [`${chatType}.shared`]: 1 }) })
    rooms[at(event.at)]?.push({ chatType, home: homeOf.get(user) ?? NOWHERE })
    if (event.shared) shared.push([...event.pair])
  }
  const run = simulate(people, USUAL_POLICY, tell)
  while (!run.next().done);
  return { hours, rooms, interests: interestsOf(people, shared) }
}

function measured(times: Readonly<Record<string, Millis>>): Counters {
  const counters: Record<string, number> = {}
  for (const [name, time] of Object.entries(times)) measure(counters, name, time)
  return counters
}

function interestsOf(people: readonly Joining[], shared: readonly Joining[][]): readonly InterestCount[] {
  return INTERESTS.flatMap(([interest], index) => {
    const has = ({ person }: Joining) => person.interests.has(interestName(index))
    const joined = people.filter(has).length
    const met = shared.filter((pair) => pair.every(has)).length
    return joined < FEWEST ? [] : [{ interest, joined, met }]
  })
}
