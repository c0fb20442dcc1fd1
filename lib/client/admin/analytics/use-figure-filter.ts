'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'

import type { DayWindow } from '@/lib/domain/days'
import {
  acceptedWindow,
  type FigureDimension,
  type FigureFilter,
  FILTER_PARAMETERS,
  formatFilter,
  parseFilter,
} from '@/lib/domain/figure-filter'
import type { Millis } from '@/lib/domain/ids'

export interface FilterInAddress<D extends FigureDimension = FigureDimension> {
  readonly filter: FigureFilter<D>
  /** The days that it means. */
  readonly window: DayWindow
  /** What follows the `?` of every request for these figures, charts, tables and files alike. */
  readonly query: string
  readonly change: (changes: Partial<FigureFilter<D>>) => void
}

/**
 * The filter of a page of figures, kept in its address.
 *
 * @param dimensions - what the page can be narrowed by; always the same array
 * @param openedAt - what is called today while the page is open
 */
export function useFigureFilter<D extends FigureDimension>(
  dimensions: readonly D[],
  openedAt: Millis,
): FilterInAddress<D> {
  const params = useSearchParams()
  const filter = useMemo(() => parseFilter(Object.fromEntries(params), dimensions), [params, dimensions])
  const window = useMemo(() => acceptedWindow(filter, openedAt), [filter, openedAt])
  const change = useCallback(
    (changes: Partial<FigureFilter<D>>) => showParameters(withFilter(params, { ...filter, ...changes })),
    [params, filter],
  )
  return { filter, window, query: new URLSearchParams(formatFilter(filter)).toString(), change }
}

/** The same parameters with another filter in them. */
export function withFilter(params: URLSearchParams, filter: FigureFilter): URLSearchParams {
  const next = new URLSearchParams(params)
  for (const name of FILTER_PARAMETERS) next.delete(name)
  for (const [name, value] of Object.entries(formatFilter(filter))) next.set(name, value)
  return next
}

/** Changes the address without asking for the page again: only its figures are new. */
export function showParameters(params: URLSearchParams): void {
  history.replaceState(null, '', params.size > 0 ? `?${params.toString()}` : location.pathname)
}
