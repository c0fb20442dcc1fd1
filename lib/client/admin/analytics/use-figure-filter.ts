'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'

import { addDays, type Day, dayOf, type DayWindow } from '@/lib/domain/days'
import {
  acceptedWindow,
  type FigureDimension,
  type FigureFilter,
  FILTER_PARAMETERS,
  formatFilter,
  type Narrowed,
  parseFilter,
} from '@/lib/domain/figure-filter'
import type { Millis } from '@/lib/domain/ids'

export interface FilterInAddress<D extends FigureDimension = FigureDimension> {
  /** Today alone is compared with nothing: it is not over. */
  readonly filter: FigureFilter<D>
  /** The days that it means. */
  readonly window: DayWindow
  /** The day (UTC) that is not over. */
  readonly today: Day
  /** What follows the `?` of every request for these figures, charts, tables and files alike. */
  readonly query: string
  readonly change: (changes: Partial<FigureFilter<D>>) => void
  /** The address of this page with its filter changed; begins with a question mark. */
  readonly hrefTo: (changes: Partial<FigureFilter<D>>) => string
}

/** What a filter is changed by to show one day alone, or some. */
export const onlyDays = (start: Day, end: Day = start) => ({ days: undefined, start, end })

/** The day before. */
export const dayBefore = (day: Day): Day => addDays(day, -1)

/** What of an address is the filter of a page of figures, for another page of figures; empty, or begins with a question mark. */
export function carriedFilter(params: URLSearchParams): string {
  const kept = FILTER_PARAMETERS.flatMap((name) => {
    const value = params.get(name)
    return value ? [[name, value]] : []
  })
  const query = new URLSearchParams(kept).toString()
  return query && `?${query}`
}

/** The address of another page that shows the same days, narrowed by what it is told. */
export function figureAddress(path: string, filter: FigureFilter, part = ''): string {
  const query = new URLSearchParams(formatFilter(filter)).toString()
  return `${path}${query && `?${query}`}${part}`
}

/**
 * The filter of a page of figures, kept in its address.
 *
 * @param dimensions - what the page can be narrowed by; always the same array
 * @param openedAt - what is called today while the page is open
 * @param settle - what of new values is possible at once, given those before; always the same function
 */
export function useFigureFilter<D extends FigureDimension>(
  dimensions: readonly D[],
  openedAt: Millis,
  settle: (next: Narrowed<D>, before: Narrowed<D>) => Narrowed<D> = asItIs,
): FilterInAddress<D> {
  const params = useSearchParams()
  const chosen = useMemo(() => {
    const parsed = parseFilter(Object.fromEntries(params), dimensions)
    return { ...parsed, only: settle(parsed.only, {}) }
  }, [params, dimensions, settle])
  const window = useMemo(() => acceptedWindow(chosen, openedAt), [chosen, openedAt])
  const today = dayOf(openedAt)
  const filter = useMemo(
    () => ({ ...chosen, compare: chosen.compare && window.from < today }),
    [chosen, window, today],
  )
  const change = useCallback(
    (changes: Partial<FigureFilter<D>>) => {
      // The address itself: where somebody is quick, what is rendered is a change behind it.
      const now = new URLSearchParams(location.search)
      const before = parseFilter(Object.fromEntries(now), dimensions)
      const settled = settle(before.only, {})
      const only = settle(changes.only ?? settled, settled)
      showParameters(withFilter(now, { ...before, ...changes, only }))
    },
    [dimensions, settle],
  )
  const hrefTo = useCallback(
    (changes: Partial<FigureFilter<D>>) =>
      `?${withFilter(new URLSearchParams(params), { ...chosen, ...changes }).toString()}`,
    [params, chosen],
  )
  const query = new URLSearchParams(formatFilter(filter)).toString()
  return { filter, window, today, hrefTo, query, change }
}

const asItIs = <Values>(next: Values) => next

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
