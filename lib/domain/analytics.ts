import type { Millis } from './ids'

/**
 * The figures of one kind of session, as `TextChatQueueService.getDetailedAnalytics()` answers them. Times are milliseconds, `underOneSecond` is per cent.
 *
 * @see spec/omegoo.md "Analytics & Metrics"
 */
export interface DetailedAnalytics {
  readonly queue: { readonly currentSize: number; readonly peakSize: number }
  readonly rooms: { readonly active: number; readonly totalCreated: number }
  readonly pairing: {
    readonly medianTime: number
    readonly p50: number
    readonly p95: number
    readonly p99: number
    readonly underOneSecond: number
  }
  readonly sessions: { readonly averageDuration: number; readonly totalDuration: number }
  readonly messages: { readonly total: number; readonly averagePerSession: number }
  readonly requeues: { readonly total: number; readonly perHour: number }
  readonly disconnectReasons: Readonly<Record<string, number>>
}

/** The same of sessions with sound or picture, and how their media fare. `rate` is per cent. */
export interface MediaAnalytics extends DetailedAnalytics {
  readonly media: {
    /** From the match to the first media, as clients report it. */
    readonly connectTime: { readonly p50: number; readonly p95: number; readonly p99: number }
    /** Clients that asked to come back; 100 while none did. */
    readonly reconnects: { readonly tried: number; readonly succeeded: number; readonly rate: number }
    /** Sessions that ended because their media had failed. */
    readonly failed: number
  }
}

/**
 * Counts in fixed log-spaced buckets: 20 per power of ten from 1 ms to 10^7 ms, so a percentile is within 12 %
 * of the true one. Buckets are the same in every process, so histograms add up by index.
 */
export interface Histogram {
  readonly buckets: number[]
  count: number
  /** Of those, how many stayed under a second. */
  underOneSecond: number
}

export const A_SECOND_MS = 1_000
const PER_DECADE = 20
const BUCKETS = 7 * PER_DECADE + 1

export function emptyHistogram(): Histogram {
  return { buckets: Array.from({ length: BUCKETS }, () => 0), count: 0, underOneSecond: 0 }
}

/** Adds one measurement, in place. */
export function observe(histogram: Histogram, value: Millis): void {
  const index = bucketOf(value)
  histogram.buckets[index] = (histogram.buckets[index] ?? 0) + 1
  histogram.count += 1
  if (value < A_SECOND_MS) histogram.underOneSecond += 1
}

/** Where a measurement is counted. */
export function bucketOf(value: Millis): number {
  return Math.min(BUCKETS - 1, Math.ceil(Math.log10(Math.max(1, value)) * PER_DECADE))
}

/** Upper bound of the bucket that holds the given share (0–1) of measurements, in whole ms; 0 without any. */
export function percentile(histogram: Histogram, share: number): Millis {
  if (histogram.count === 0) return 0
  const wanted = Math.max(1, Math.ceil(histogram.count * share))
  let seen = 0
  for (const [index, count] of histogram.buckets.entries()) {
    seen += count
    if (seen >= wanted) return boundOf(index)
  }
  return boundOf(BUCKETS - 1)
}

/** Of all measurements, each in the middle of its bucket, in whole ms; 0 without any. */
export function mean({ buckets, count }: Histogram): Millis {
  if (count === 0) return 0
  const middle = (index: number) => 10 ** ((index - 0.5) / PER_DECADE)
  return Math.round(buckets.reduce((sum, number, index) => sum + number * middle(index), 0) / count)
}

/** The buckets that are not empty, as `[bucket, count]`: what a line of many points carries. */
export type SparseHistogram = readonly (readonly [number, number])[]

export function toSparse({ buckets }: Histogram): SparseHistogram {
  return [...buckets.entries()].filter(([, count]) => count > 0)
}

/** Adds the counts of a sparse histogram, in place. What is outside the buckets is left out. */
export function addSparse(histogram: Histogram, sparse: SparseHistogram): void {
  for (const [index, count] of sparse) {
    if (index < 0 || index >= BUCKETS) continue
    histogram.buckets[index] = (histogram.buckets[index] ?? 0) + count
    histogram.count += count
    if (boundOf(index) <= A_SECOND_MS) histogram.underOneSecond += count
  }
}

/**
 * How many measurements fall between each bound and the one before it, and beyond the last one: one count more than
 * there are bounds. As exact as the buckets.
 *
 * @param bounds - rising, ms.
 */
export function countsBetween({ buckets }: Histogram, bounds: readonly Millis[]): number[] {
  const counts = Array.from({ length: bounds.length + 1 }, () => 0)
  for (const [index, count] of buckets.entries()) {
    const found = bounds.findIndex((bound) => boundOf(index) <= bound)
    const at = found === -1 ? bounds.length : found
    counts[at] = (counts[at] ?? 0) + count
  }
  return counts
}

/** A bucket's upper bound, ms. */
const boundOf = (index: number): Millis => Math.round(10 ** (index / PER_DECADE))

/** Share under a second in per cent, one decimal; 100 while nothing was measured. */
export function underOneSecondPercent({ count, underOneSecond }: Histogram): number {
  return count === 0 ? 100 : Math.round((underOneSecond / count) * 1_000) / 10
}
