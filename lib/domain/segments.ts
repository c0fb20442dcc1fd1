import { acceptedValue, FIGURE_DIMENSIONS, type Narrowed } from './figure-filter'
import type { Millis } from './ids'

/** What one administrator may save. */
export const MAX_SEGMENTS = 30
export const MAX_SEGMENT_NAME = 60

/** Values by which figures are narrowed, under a name; an administrator's own. */
export interface Segment {
  readonly id: string
  readonly name: string
  readonly only: Narrowed
  readonly savedAt: Millis
}

/** What of these texts narrows figures, in the form in which it is compared. */
export function acceptedValues(given: Readonly<Record<string, string | undefined>>): Narrowed {
  const values = FIGURE_DIMENSIONS.flatMap((dimension) => {
    const value = acceptedValue(dimension, given[dimension] ?? '')
    return value === undefined ? [] : [[dimension, value]]
  })
  return Object.fromEntries(values) as Narrowed
}
