import type { SeriesRow } from './series-row'

/** Stands behind the name of a line for the part of it that is not over. */
const OPEN = ' (not over)'

/** The name of the part of a line that is not over. */
export const openPart = (key: string): string => `${key}${OPEN}`
/** The line that a part belongs to. */
export const lineOf = (key: string): string => (key.endsWith(OPEN) ? key.slice(0, -OPEN.length) : key)

/**
 * Cuts lines in two where time is not over, so that what has only begun is not drawn as a fall. The open part begins at the last
 * point that is whole, which both parts have.
 *
 * @param rows - oldest first
 * @param openFrom - epoch ms of the first point that is not over; what lies in the future has no value
 * @param keys - the lines that are cut; the others stay as they are
 */
export function cutUnfinished(
  rows: readonly SeriesRow[],
  openFrom: number,
  keys: readonly string[],
): readonly SeriesRow[] {
  const first = rows.findIndex(({ at }) => at >= openFrom)
  if (first < 0) return rows
  return rows.map(({ at, values }, index) => {
    const cut = { ...values }
    for (const key of keys) {
      const value = values[key] ?? null
      cut[key] = index < first ? value : null
      cut[openPart(key)] = index === first || index === first - 1 ? value : null
    }
    return { at, values: cut }
  })
}
