import { z } from 'zod'
import { SIGNUP_DIMENSIONS } from '@/lib/domain/acquisition'
import { envelope, isoDay, type RestRow } from '../kit'

const day = isoDay
const count = z.number().int()
const window = z.object({ from: day, to: day, days: count })
/** Per cent, one decimal; null: there was nothing to compare with. */
const change = z.number().nullable()
const counts = z.array(count)

/** Figures of where people come from. Callers without the permission get 2004 before anything of the request is read. */
export const acquisitionRest = {
  acquisition: {
    method: 'GET',
    path: '/api/admin/acquisition',
    query: z.object({
      /** First day in UTC, of at most 366; 27 days before `to` unless given. */
      from: day.optional(),
      /** Last day in UTC, today unless given. */
      to: day.optional(),
      by: z.enum(SIGNUP_DIMENSIONS).default('source'),
    }),
    response: envelope(
      z.object({
        by: z.enum(SIGNUP_DIMENSIONS),
        window,
        /** As many days, up to the day before. */
        previous: window,
        total: count,
        previousTotal: count,
        change,
        /** Most sign-ups first, at most 21; `other` is all without an entry of its own. */
        keys: z.array(
          z.object({
            /** Null: not known. Countries are ISO 3166-1 alpha-2. */
            key: z.string().nullable(),
            total: count,
            previousTotal: count,
            change,
            /** Per cent of all in the window, one decimal. */
            share: z.number(),
          }),
        ),
        /** Every day of the window; counts are in the order of `keys`. */
        days: z.array(z.object({ day, counts, previousDay: day, previousCounts: counts })),
        /** Some of it is made up, for demonstration. */
        demo: z.boolean(),
      }),
    ),
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'Sign-ups by day and source, beside the window before',
    source: 'spec/omegoo.md "Admin Endpoints" · the window of its analytics',
  },
} as const satisfies Record<string, RestRow>
