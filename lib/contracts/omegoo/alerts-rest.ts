import { z } from 'zod'
import { ALERT_KINDS } from '@/lib/domain/alerts'
import { envelope, isoTime, type RestRow } from '../kit'
import { wholeInQuery } from './fields'

export const alertFields = z.object({
  alertId: z.string(),
  kind: z.enum(ALERT_KINDS),
  /** What the numbers are: milliseconds, per cent, or how many. */
  unit: z.enum(['ms', 'percent', 'count']),
  value: z.number(),
  /** The worst so far. */
  worst: z.number(),
  /** What was passed. */
  threshold: z.number(),
  raisedAt: isoTime,
  /** Null: it goes on. */
  clearedAt: isoTime.nullable(),
  /** Where its figures are, as a path of the administration. */
  figures: z.string(),
  /** Made up for demonstration. */
  demo: z.boolean(),
})

const threshold = z.object({
  kind: z.enum(ALERT_KINDS),
  unit: z.enum(['ms', 'percent', 'count']),
  isOn: z.boolean(),
  /** Raised at this, for a minute. */
  raise: z.number(),
  /** Cleared at this, for a minute; lower. */
  clear: z.number(),
  /** What `raise` may be. */
  min: z.number(),
  max: z.number(),
})
const thresholds = envelope(z.object({ thresholds: z.array(threshold) }))
const source = 'contracts, section 8 "bodies of administration"'

/** Alerts and their thresholds. Callers without the permission get 2004 before anything of the request is read. */
export const alertsRest = {
  alerts: {
    method: 'GET',
    path: '/api/admin/alerts',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      /** Raised earlier than this. */
      before: isoTime.optional(),
    }),
    response: envelope(
      z.object({
        /** Those that go on, the oldest first. */
        open: z.array(alertFields),
        /** All, newest first. */
        alerts: z.array(alertFields),
        hasMore: z.boolean(),
      }),
    ),
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'Alerts that go on, and earlier ones',
    source,
  },
  alertThresholds: {
    method: 'GET',
    path: '/api/admin/alerts/thresholds',
    response: thresholds,
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'When alerts are raised and cleared',
    source,
  },
  setAlertThreshold: {
    method: 'PUT',
    path: '/api/admin/alerts/thresholds/:kind',
    params: z.object({ kind: z.enum(ALERT_KINDS) }),
    body: z.object({ isOn: z.boolean(), raise: z.number(), clear: z.number() }),
    response: thresholds,
    access: 'admin.settings',
    limits: ['requests'],
    summary: 'Sets a threshold, from the next measurement on; leaves an entry in the audit log',
    source,
  },
} as const satisfies Record<string, RestRow>
