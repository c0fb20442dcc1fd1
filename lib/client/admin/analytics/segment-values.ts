import { FIGURE_DIMENSIONS, type FigureDimension, type Narrowed } from '@/lib/domain/figure-filter'

/** Of a segment's values those that this page can be narrowed by. */
export function ofDimensions<D extends FigureDimension>(
  values: Readonly<Record<string, string>>,
  dimensions: readonly D[],
): Narrowed<D> {
  const known = Object.entries(values).filter(([name]) => dimensions.some((dimension) => dimension === name))
  return Object.fromEntries(known) as Narrowed<D>
}

/** Whether two narrow to the same. */
export function sameValues(one: Narrowed, other: Narrowed): boolean {
  return FIGURE_DIMENSIONS.every((dimension) => one[dimension] === other[dimension])
}
