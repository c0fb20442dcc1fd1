import { emptyHistogram, type Histogram, observe, percentile } from './analytics'
import type { Millis } from './ids'
import {
  areExPartners,
  isOpen,
  type MatchingPolicy,
  MAX_CANDIDATES,
  mayMeet,
  shareInterest,
  type Waiting,
} from './matching'

/** What was measured, from which people are made up who never were. */
export interface MeasuredJoins {
  /** In an hour. */
  readonly joinsPerHour: number
  /** Of the joins, how many name interests, 0 to 1. */
  readonly interestedShare: number
  /** How often each interest is named; only its weight matters. */
  readonly interestWeights: readonly number[]
  /** Half of those who give up have done so after this; null: nobody does. */
  readonly giveUpAfterMs: Millis | null
}

/** What came of a policy, for as many joins as were made up. */
export interface Simulated {
  readonly joins: number
  /** People who met somebody. */
  readonly met: number
  readonly gaveUp: number
  /** Waits of those who met somebody, ms, within 12 %. */
  readonly p50: Millis
  readonly p95: Millis
  /** Of the pairs in which somebody named interests, how many share one, per cent; null: there was no such pair. */
  readonly sharedPercent: number | null
}

/** No run makes up more people. */
export const MOST_JOINS = 20_000
const HOUR_MS = 3_600_000
/** Interests that hardly anybody names, and nobody else has. */
const RARE_SHARE = 0.2

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Joining {
  readonly person: Waiting
  readonly givesUpAt: Millis
}

/**
 * Makes up people from what was measured, in order of arrival: gaps and patience are exponential, as independent decisions make
 * them. The same seed gives the same people, so that policies are compared on equal terms.
 */
export function madeUpJoins(
  measured: MeasuredJoins,
  policy: MatchingPolicy,
  joins: number,
  seed: number,
): Joining[] {
  const random = createRandom(seed)
  const exponential = (mean: number) => -Math.log(1 - random()) * mean
  const total = measured.interestWeights.reduce((sum, weight) => sum + weight, 0)
  let at = 0
  return Array.from({ length: Math.min(joins, MOST_JOINS) }, (_, index) => {
    at += exponential(HOUR_MS / Math.max(1, measured.joinsPerHour))
    const interests = random() < measured.interestedShare ? interestsOf(index) : []
    const patience = exponential(1)
    const half = measured.giveUpAfterMs
    const givesUpAt = half === null ? Infinity : at + patience * (half / Math.LN2)
    return { person: waiting(String(index), interests, at, policy), givesUpAt }
  })

  /** One to three, by weight. */
  function interestsOf(index: number): string[] {
    const count = 1 + Math.floor(random() * 3)
    return Array.from({ length: count }, (_, place) => {
      if (total === 0 || random() < RARE_SHARE) return `rare ${index} ${place}`
      let left = random() * total
      const found = measured.interestWeights.findIndex((weight) => (left -= weight) < 0)
      return `interest ${found === -1 ? 0 : found}`
    })
  }
}

function waiting(user: string, interests: readonly string[], since: Millis, policy: MatchingPolicy): Waiting {
  return {
    user,
    tenantId: 'default',
    chatType: 'text',
    dialect: '',
    tier: 0,
    minTier: 0,
    interests: new Set(interests),
    interestsAsWritten: interests,
    since,
    avoid: new Set(),
    exPartner: null,
    media: null,
    carriesVideo: true,
    heldUntil: null,
    patienceMs: null,
    look: null,
    policy,
  }
}

/**
 * Lets made-up people meet by the rules of the real ones (`mayMeet`, `isOpen`), in order of arrival. Yields now and then, so that
 * the caller can do something else meanwhile; each step costs at most MAX_CANDIDATES comparisons.
 */
export function* simulate(joining: readonly Joining[], policy: MatchingPolicy): Generator<number, Simulated> {
  const waits = emptyHistogram()
  const queue: Joining[] = []
  const counts = { met: 0, gaveUp: 0, interested: 0, shared: 0 }

  const leave = (one: Joining) => void queue.splice(queue.indexOf(one), 1)

  function search(one: Joining, now: Millis): void {
    const candidates = queue.filter((other) => other !== one)
    const may = (other: Joining) =>
      mayMeet(one.person, other.person, now) && !areExPartners(one.person, other.person)
    const shares = (other: Joining) => shareInterest(one.person, other.person)
    const sharing = candidates.filter(shares).slice(0, MAX_CANDIDATES).find(may)
    const open = isOpen(one.person, now) ? candidates.slice(0, MAX_CANDIDATES).find(may) : undefined
    const partner = sharing ?? open
    if (!partner) return
    for (const each of [one, partner]) {
      leave(each)
      observe(waits, now + policy.delayMs - each.person.since)
    }
    counts.met += 2
    if (one.person.interests.size > 0 || partner.person.interests.size > 0) counts.interested += 1
    if (sharing) counts.shared += 1
  }

  /** Everything that is due before `until`, in order: patience that is over, and people who give up. */
  function pass(until: Millis): void {
    for (;;) {
      const next = nextDue(queue, until)
      if (!next) return
      if (next.what === 'gives up') {
        leave(next.one)
        counts.gaveUp += 1
      } else {
        opened.add(next.one)
        search(next.one, next.at)
      }
    }
  }
  const opened = new Set<Joining>()
  function nextDue(all: readonly Joining[], until: Millis) {
    let soonest: { at: Millis; one: Joining; what: 'gives up' | 'opens' } | undefined
    const propose = (at: Millis, one: Joining, what: 'gives up' | 'opens') => {
      if (at <= until && (!soonest || at < soonest.at)) soonest = { at, one, what }
    }
    for (const one of all) {
      propose(one.givesUpAt, one, 'gives up')
      const opensAt = one.person.since + policy.patienceMs
      if (one.person.interests.size > 0 && !opened.has(one)) propose(opensAt, one, 'opens')
    }
    return soonest
  }

  for (const [index, one] of joining.entries()) {
    const now = one.person.since
    pass(now)
    queue.push(one)
    search(one, now)
    if (index % 256 === 255) yield index + 1
  }
  pass((joining.at(-1)?.person.since ?? 0) + policy.patienceMs)
  return summed(joining.length, counts, waits)
}

function summed(
  joins: number,
  { met, gaveUp, interested, shared }: { met: number; gaveUp: number; interested: number; shared: number },
  waits: Histogram,
): Simulated {
  const sharedPercent = interested === 0 ? null : Math.round((1_000 * shared) / interested) / 10
  return { joins, met, gaveUp, p50: percentile(waits, 0.5), p95: percentile(waits, 0.95), sharedPercent }
}

/** A whole run, for a caller that has nothing else to do. */
export function simulated(
  measured: MeasuredJoins,
  policy: MatchingPolicy,
  joins: number,
  seed: number,
): Simulated {
  const run = simulate(madeUpJoins(measured, policy, joins, seed), policy)
  for (;;) {
    const step = run.next()
    if (step.done) return step.value
  }
}
