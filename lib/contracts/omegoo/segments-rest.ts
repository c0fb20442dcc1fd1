import { z } from 'zod'
import { MAX_SEGMENT_NAME, MAX_SEGMENTS } from '@/lib/domain/segments'
import { envelope, isoTime, type RestRow } from '../kit'
import { segmentFilters } from './figure-query'
import { id } from './shared'

const name = z.string().trim().min(1).max(MAX_SEGMENT_NAME)
const segment = z.object({
  segmentId: z.string(),
  name: z.string(),
  filters: z.record(z.string(), z.string()),
  savedAt: isoTime,
})
const values = z.array(z.string())
const access = 'admin.dashboard'
const source = 'DECISIONS 193, 194'

/** What an administrator narrows figures by: by name, each for themselves, and which values there are. */
export const segmentsRest = {
  segments: {
    method: 'GET',
    path: '/api/admin/analytics/segments',
    response: envelope(z.object({ segments: z.array(segment) })),
    access,
    limits: ['requests'],
    summary: 'One’s own saved segments, by name',
    source,
  },
  saveSegment: {
    method: 'POST',
    path: '/api/admin/analytics/segments',
    body: z.object({ name, filters: segmentFilters }),
    response: envelope(segment),
    access,
    limits: ['requests'],
    summary: `Saves a segment; one of the same name is replaced, and there are at most ${MAX_SEGMENTS}`,
    source,
  },
  deleteSegment: {
    method: 'DELETE',
    path: '/api/admin/analytics/segments/:id',
    params: z.object({ id }),
    response: envelope(z.object({ segmentId: z.string() })),
    access,
    limits: ['requests'],
    summary: 'Deletes a segment of one’s own',
    source,
  },
  filterValues: {
    method: 'GET',
    path: '/api/admin/analytics/values',
    response: envelope(
      z.object({ gender: values, platform: values, signupSource: values, campaign: values, country: values }),
    ),
    access,
    limits: ['requests'],
    summary:
      'What the sign-ups of the last 90 days can be narrowed by, most frequent first, at most 100 each',
    source,
  },
} as const satisfies Record<string, RestRow>
