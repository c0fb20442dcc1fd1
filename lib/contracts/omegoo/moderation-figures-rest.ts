import { z } from 'zod'
import { envelope, isoDay, isoTime, type RestRow } from '../kit'
import { figureWindow, signupQuery } from './figure-query'

const count = z.number().int()
/** Whole seconds; 0 without any decision. */
const seconds = z.number().int()

const totals = z.object({
  reports: count,
  /** What was made of reports; one that was reviewed first counts again when it is decided. */
  outcomes: z.object({ resolved: count, dismissed: count, reviewed: count }),
  /** From the report to its first decision. */
  firstDecision: z.object({ count, p50: seconds, p90: seconds, p99: seconds }),
  /** Resolved reports of people who had been found at fault before, and of others. */
  upheld: z.object({ first: count, again: count }),
  bans: z.object({ made: count, lifted: count }),
  appeals: z.object({ made: count, upheld: count, lifted: count }),
  warnings: count,
  /** Times that reports kept somebody from meeting people for some minutes. */
  pauses: count,
})

/** How moderation fares. */
export const moderationFiguresRest = {
  moderationFigures: {
    method: 'GET',
    path: '/api/admin/moderation',
    query: signupQuery.pick({ days: true, start: true, end: true, compare: true }),
    response: envelope(
      z.object({
        window: figureWindow,
        /** As many days, up to the day before. */
        previous: figureWindow,
        /** Now. */
        waiting: z.object({
          pending: count,
          /** Null: none waits. */
          oldest: z.object({ reportId: z.string(), createdAt: isoTime }).nullable(),
          appeals: count,
        }),
        totals,
        previousTotals: totals,
        /** Every day of the window, in UTC. */
        days: z.array(
          z.object({
            day: isoDay,
            reports: count,
            resolved: count,
            dismissed: count,
            bans: count,
            warnings: count,
          }),
        ),
        /** Some of it is made up, for demonstration. */
        demo: z.boolean(),
        at: isoTime,
      }),
    ),
    access: 'admin.reports',
    limits: ['requests'],
    summary: 'What waits, how long decisions take, and what comes of reports, beside the window before',
    source: 'the project’s own: how moderation fares',
  },
} as const satisfies Record<string, RestRow>
