'use client'

import { type HourPage } from '@/lib/client/admin/rest'
import { type Remote, useRemote } from '@/lib/client/admin/use-remote'
import type { FigurePoint } from '@/lib/domain/live-figures'

/** Points until the hours are asked for again: what they hold is of hours, and a point comes every 10 s. */
const MINUTE_MS = 60_000

/** The last week by hour; asked for again with the first point of each minute. */
export function useHours(points: readonly FigurePoint[]): Remote<HourPage> {
  return useRemote<HourPage>('/api/admin/hours', Math.floor((points.at(-1)?.at ?? 0) / MINUTE_MS))
}
