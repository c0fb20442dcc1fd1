/** How a country is coloured: five steps of what counts, none for none. */
const SHADES = 5

/**
 * The upper bounds of the steps, rising. Counts differ by powers of ten, so their steps grow; shares are even steps up to the
 * highest.
 */
export function shadeBounds(values: readonly number[], by: 'count' | 'share'): readonly number[] {
  const most = Math.max(0, ...values)
  if (most === 0) return []
  const bound = (step: number) => (by === 'share' ? (most * step) / SHADES : most ** (step / SHADES))
  const bounds = Array.from({ length: SHADES }, (_, index) => bound(index + 1))
  const rounded = bounds.map((one) => (by === 'share' ? Math.ceil(one * 10) / 10 : Math.ceil(one - 1e-9)))
  return [...new Set(rounded)]
}

/** Which step a value is in, from 1; 0 for nothing. */
export function shadeOf(value: number, bounds: readonly number[]): number {
  if (value <= 0) return 0
  const index = bounds.findIndex((bound) => value <= bound)
  return index === -1 ? bounds.length : index + 1
}
