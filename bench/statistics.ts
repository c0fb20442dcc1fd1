/** The middle one; of an even number the lower of the two. @throws RangeError without any */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/**
 * The smallest value that at least this share of all values do not exceed (nearest rank).
 *
 * @param share - above 0, up to 1
 * @throws RangeError without any values
 */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]
  if (value === undefined) throw new RangeError('Of nothing there is no percentile')
  return value
}

/** Of each field the median over all records. */
export function medians<Field extends string>(
  records: readonly Readonly<Record<Field, number>>[],
): Record<Field, number> {
  const [first] = records
  if (!first) throw new RangeError('Of nothing there is no median')
  const fields = Object.keys(first) as Field[]
  return Object.fromEntries(
    fields.map((field) => [field, median(records.map((one) => one[field]))]),
  ) as Record<Field, number>
}

/** By how much y grows with each unit of x: the line of least squares through all points. Needs two different x. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))]
  const across = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0)
  const along = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  if (along === 0) throw new RangeError('A slope needs two different places')
  return across / along
}
