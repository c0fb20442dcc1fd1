'use client'

import { type YesterdayPage } from '@/lib/client/admin/rest'
import { type Remote, useRemote } from '@/lib/client/admin/use-remote'
import { dayOf } from '@/lib/domain/days'
import type { FigurePoint } from '@/lib/domain/live-figures'

/** The last whole day beside what is usual; asked for again when a day is over. */
export function useYesterday(points: readonly FigurePoint[]): Remote<YesterdayPage> {
  return useRemote<YesterdayPage>('/api/admin/yesterday', Date.parse(dayOf(points.at(-1)?.at ?? 0)))
}
