'use client'

import { type FilterInAddress, useFigureFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import { ACTIVITY_FILTERS, oneOfBoth } from '@/lib/domain/figure-filter'
import type { Millis } from '@/lib/domain/ids'

/** The filter of a page whose figures are counted by platform and by country, but not by both at once. */
export function usePictureFilter(openedAt: Millis): FilterInAddress<(typeof ACTIVITY_FILTERS)[number]> {
  return useFigureFilter(ACTIVITY_FILTERS, openedAt, oneOfBoth)
}
