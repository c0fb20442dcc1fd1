/** Minutes that the overview may look back, the usual one being half of what is kept: so it can be compared. */
export const RANGES = [5, 10, 30, 60] as const
export type Range = (typeof RANGES)[number]
const USUAL: Range = 30

/** The range that an address names; the usual one for anything else. */
export function toRange(wanted: string | null): Range {
  return RANGES.find((range) => String(range) === wanted) ?? USUAL
}

/** How far a figure is from an earlier one: in per cent, or in its own unit where it is a share already. */
export interface Change {
  readonly direction: 'up' | 'down' | 'same'
  /** Not negative; null: there was nothing to compare with. */
  readonly amount: number | null
  readonly unit: 'percent' | 'points'
}

/** @param now - and before: null where nothing was measured. */
export function changeOf(
  now: number | null,
  before: number | null | undefined,
  unit: Change['unit'] = 'percent',
): Change | undefined {
  if (now === null || before === null || before === undefined) return undefined
  if (now === before) return { direction: 'same', amount: 0, unit }
  const direction = now > before ? 'up' : 'down'
  const difference = Math.abs(now - before)
  if (unit === 'points') return { direction, amount: Math.round(difference * 10) / 10, unit }
  return { direction, amount: before === 0 ? null : Math.round((difference / before) * 100), unit }
}
