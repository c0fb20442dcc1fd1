'use client'

import { useState } from 'react'
import type { z } from 'zod'

import { type Remote, useRemote } from '@/lib/client/admin/use-remote'
import { api } from '@/lib/client/api'
import type { segmentsRest } from '@/lib/contracts/omegoo/segments-rest'
import type { Narrowed } from '@/lib/domain/figure-filter'

const PATH = '/api/admin/analytics/segments'
const TOO_MANY = 9015

export type SavedSegment = z.output<typeof segmentsRest.segments.response>['data']['segments'][number]
export type FilterValues = z.output<typeof segmentsRest.filterValues.response>['data']

export type SegmentOutcome = 'done' | 'full' | 'failed'

/** The administrator's own segments, and what can be done with them. */
export function useSegments() {
  const [changes, setChanges] = useState(0)
  const { data } = useRemote<{ segments: SavedSegment[] }>(PATH, changes)
  const outcomeOf = (result: Awaited<ReturnType<typeof api.post>>): SegmentOutcome => {
    if (result.ok) setChanges((count) => count + 1)
    return result.ok ? 'done' : !result.offline && result.code === TOO_MANY ? 'full' : 'failed'
  }
  return {
    segments: data?.segments ?? [],
    save: async (name: string, filters: Narrowed) => outcomeOf(await api.post(PATH, { name, filters })),
    remove: async (id: string) => outcomeOf(await api.delete(`${PATH}/${encodeURIComponent(id)}`)),
  }
}

/** What figures can be narrowed by, from what there is. */
export function useFilterValues(): Remote<FilterValues> {
  return useRemote<FilterValues>('/api/admin/analytics/values', 0)
}
