import { A_SECOND_MS, addSparse, bucketOf, emptyHistogram, type Histogram } from './analytics'
import type { Millis } from './ids'

/**
 * What has been counted, by name. What has kinds has a name for each: `causes:left`, and a measurement is counted in its
 * bucket: `waits:43`. So any two add up by name, wherever they were counted.
 */
export type Tally = Readonly<Record<string, number>>

const QUICK = 'quick'

/** Adds `by` to a name, in place. */
export function count(tally: Record<string, number>, name: string, by = 1): void {
  tally[name] = (tally[name] ?? 0) + by
}

/** Counts a measurement in its bucket, in place; those under a second once more, because that is no bucket's bound. */
export function measure(tally: Record<string, number>, name: string, value: Millis): void {
  count(tally, `${name}:${bucketOf(value)}`)
  if (value < A_SECOND_MS) count(tally, `${name}:${QUICK}`)
}

/** All of them together. */
export function addTallies(...tallies: readonly Tally[]): Tally {
  const sum: Record<string, number> = {}
  for (const tally of tallies) for (const [name, number] of Object.entries(tally)) count(sum, name, number)
  return sum
}

/** What was counted between the earlier and the later; names without any are left out. */
export function countedBetween(earlier: Tally, later: Tally): Tally {
  return Object.fromEntries(
    Object.entries(later)
      .map(([name, number]) => [name, number - (earlier[name] ?? 0)] as const)
      .filter(([, number]) => number !== 0),
  )
}

/** The kinds of one name. */
export function kindsOf(tally: Tally, name: string): Record<string, number> {
  const prefix = `${name}:`
  return Object.fromEntries(
    Object.entries(tally).flatMap(([key, number]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), number]] : [],
    ),
  )
}

/** The measurements of one name. */
export function histogramOf(tally: Tally, name: string): Histogram {
  const { [QUICK]: underOneSecond = 0, ...buckets } = kindsOf(tally, name)
  const histogram = emptyHistogram()
  addSparse(
    histogram,
    Object.entries(buckets).map(([bucket, number]) => [Number(bucket), number]),
  )
  return { ...histogram, underOneSecond }
}

/** A tally as it was. */
export interface Counted {
  readonly at: Millis
  readonly tally: Tally
}

/** The last of them that is not after `at`, or the first there is. @param counted - oldest first, not empty */
export function lastBefore(counted: readonly Counted[], at: Millis): Counted | undefined {
  return counted.findLast((one) => one.at <= at) ?? counted[0]
}
