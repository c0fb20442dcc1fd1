import { A_SECOND_MS, addSparse, bucketOf, emptyHistogram, type Histogram } from './analytics'
import type { Millis, UserId } from './ids'

/**
 * What has been counted, by name. What has kinds has a name for each: `causes:left`, and a measurement is counted in its
 * bucket: `waits:43`. So any two add up by name, wherever they were counted.
 */
export type Counters = Readonly<Record<string, number>>

/**
 * Where it is counted what these people did, in place: the whole has one place for everybody, narrowed figures have one for each
 * platform and country. What two people did together counts once wherever both are from the same.
 */
export type CountersOf = (...users: readonly UserId[]) => Record<string, number>

const QUICK = 'quick'

/** Adds `by` to a name, in place. */
export function count(counters: Record<string, number>, name: string, by = 1): void {
  counters[name] = (counters[name] ?? 0) + by
}

/** Counts a measurement in its bucket, in place; those under a second once more, because that is no bucket's bound. */
export function measure(counters: Record<string, number>, name: string, value: Millis): void {
  count(counters, `${name}:${bucketOf(value)}`)
  if (value < A_SECOND_MS) count(counters, `${name}:${QUICK}`)
}

/** All of them together. */
export function addCounters(...all: readonly Counters[]): Counters {
  const sum: Record<string, number> = {}
  for (const counters of all) for (const [name, number] of Object.entries(counters)) count(sum, name, number)
  return sum
}

/** What was counted between the earlier and the later; names without any are left out. */
export function countedBetween(earlier: Counters, later: Counters): Counters {
  return Object.fromEntries(
    Object.entries(later)
      .map(([name, number]) => [name, number - (earlier[name] ?? 0)] as const)
      .filter(([, number]) => number !== 0),
  )
}

/** The kinds of one name. */
export function kindsOf(counters: Counters, name: string): Record<string, number> {
  const prefix = `${name}:`
  return Object.fromEntries(
    Object.entries(counters).flatMap(([key, number]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), number]] : [],
    ),
  )
}

/** The measurements of one name. */
export function histogramOf(counters: Counters, name: string): Histogram {
  const { [QUICK]: underOneSecond = 0, ...buckets } = kindsOf(counters, name)
  const histogram = emptyHistogram()
  addSparse(
    histogram,
    Object.entries(buckets).map(([bucket, number]) => [Number(bucket), number]),
  )
  return { ...histogram, underOneSecond }
}

/** Counters as they were. */
export interface Counted {
  readonly at: Millis
  readonly counters: Counters
}

/** The last of them that is not after `at`, or the first there is. @param counted - oldest first, not empty */
export function lastBefore(counted: readonly Counted[], at: Millis): Counted | undefined {
  return counted.findLast((one) => one.at <= at) ?? counted[0]
}
