/** How far a number is from what it usually is. */
export interface Deviation {
  readonly value: number
  /** The median of the earlier ones. */
  readonly usual: number
  /** What most of the earlier ones lie between. */
  readonly low: number
  readonly high: number
  /** On which side it is unusual; null: it is not. */
  readonly direction: 'more' | 'less' | null
}

/** Fewer earlier ones say nothing about what is usual. */
export const EARLIER_AT_LEAST = 5
/** Unusual is what is further from the median than so many times the median distance, as 3 standard deviations would be. */
const DISTANCES = 3 * 1.4826
/** And further than this share of the median and this many, so that small numbers that never move raise nothing. */
const SHARE = 0.3
const MANY = 3

/**
 * Compares a number with earlier ones of the same kind, as of the same hour of other days. Medians, so that one strange day in the
 * past does not make today usual.
 *
 * @returns undefined with fewer than EARLIER_AT_LEAST earlier ones
 */
export function deviationOf(value: number, earlier: readonly number[]): Deviation | undefined {
  if (earlier.length < EARLIER_AT_LEAST) return undefined
  const usual = median(earlier)
  const spread = median(earlier.map((one) => Math.abs(one - usual)))
  const margin = Math.max(DISTANCES * spread, SHARE * usual, MANY)
  const [low, high] = [Math.max(0, usual - margin), usual + margin]
  return { value, usual, low, high, direction: value > high ? 'more' : value < low ? 'less' : null }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
