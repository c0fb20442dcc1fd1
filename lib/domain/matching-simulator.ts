import { emptyHistogram, type Histogram, observe, percentile } from './analytics'
import type { Millis } from './ids'
import {
  areExPartners,
  isOpen,
  type MatchingPolicy,
  MAX_CANDIDATES,
  mayMeet,
  shareInterest,
} from './matching'
import { type Joining, madeUpJoins, type MeasuredJoins } from './simulated-joins'

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

/** What happens to made-up people, in order; `at` counts from the first midnight. */
export type SimulatedEvent =
  | {
      readonly what: 'met'
      readonly at: Millis
      readonly pair: readonly [Joining, Joining]
      readonly shared: boolean
    }
  | { readonly what: 'gave up'; readonly at: Millis; readonly one: Joining }

/**
 * Lets made-up people meet by the rules of the real ones (`mayMeet`, `isOpen`), in order of arrival. Yields now and then, so that
 * the caller can do something else meanwhile; each step costs at most MAX_CANDIDATES comparisons.
 */
export function* simulate(
  joining: readonly Joining[],
  policy: MatchingPolicy,
  tell: (event: SimulatedEvent) => void = () => {},
): Generator<number, Simulated> {
  const waits = emptyHistogram()
  const queue: Joining[] = []
  const counts = { met: 0, gaveUp: 0, interested: 0, shared: 0 }

  const leave = (one: Joining) => void queue.splice(queue.indexOf(one), 1)

  function search(one: Joining, now: Millis): void {
    const { chatType } = one.person
    const candidates = queue.filter((other) => other !== one && other.person.chatType === chatType)
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
    tell({ what: 'met', at: now, pair: [one, partner], shared: sharing !== undefined })
  }

  /** Everything that is due before `until`, in order: patience that is over, and people who give up. */
  function pass(until: Millis): void {
    for (;;) {
      const next = nextDue(queue, until)
      if (!next) return
      if (next.what === 'gives up') {
        leave(next.one)
        counts.gaveUp += 1
        tell({ what: 'gave up', at: next.at, one: next.one })
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
