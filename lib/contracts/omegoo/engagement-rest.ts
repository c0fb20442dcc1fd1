import { z } from 'zod'
import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'
import { FUNNEL } from '@/lib/domain/engagement'
import { CHAT_TYPES } from '@/lib/domain/sessions'
import { envelope, isoDay, type RestRow } from '../kit'
import { broadcastDay } from './broadcast-rest'
import { activityQuery, figureWindow } from './figure-query'

const count = z.number().int()
/** Per cent, one decimal; null: there was nothing to compare with. */
const change = z.number().nullable()
/** In the window, and in the one before it. */
const both = z.object({ count, previousCount: count, change })
const day = z.object({
  day: isoDay,
  /** People who looked for somebody or were in a session. */
  active: count,
  /** Each person's side is one. */
  sessions: count,
  messages: count,
  durationMs: count,
  landing: count,
  gate: count,
  looking: count,
  matched: count,
  talked: count,
  cameBack: count,
})

/** What people do once they are here, from counts that name nobody. Days are those of UTC, weeks begin on Monday. */
export const engagementRest = {
  engagement: {
    method: 'GET',
    path: '/api/admin/analytics/engagement',
    query: activityQuery,
    response: envelope(
      z.object({
        window: figureWindow,
        /** As many days, up to the day before. */
        previous: figureWindow,
        /** Every day of the window. */
        days: z.array(day),
        /** The day at the same position of the window before. */
        previousDays: z.array(day),
        /** Weeks (from Monday) and months that touch the window, with the people who were active in them; the last may not be over. */
        weeks: z.array(z.object({ start: isoDay, people: count })),
        months: z.array(z.object({ start: isoDay, people: count })),
        /** One step follows from the one before; openings of the front page and registrations know no kind of session. */
        funnel: z.array(
          z.object({
            step: z.enum(FUNNEL),
            ...both.shape,
            /** It can still grow: the days in which people of the window can come back are not over. */
            open: z.boolean(),
          }),
        ),
        kinds: z.array(
          z.object({
            chatType: z.enum(CHAT_TYPES),
            sessions: both,
            messages: both,
            /** Milliseconds of all sessions together. */
            durationMs: both,
            /** Sessions of up to 10 s, 30 s, 2 min, 10 min, and longer. */
            lengths: z.array(count),
            previousLengths: z.array(count),
          }),
        ),
        /** Who registered in a week and was active at all, and how many of them in that week and those after it. */
        cohorts: z.array(z.object({ week: isoDay, people: count, active: z.array(count) })),
        /** What was written in channels, visits and other conversations that last, by day and kind; of any platform and country. */
        conversations: z.array(
          z.object({
            day: isoDay,
            kind: z.enum(CONVERSATION_KINDS),
            messages: count,
            /** Who wrote. */
            people: count,
            /** Those with a message. */
            conversations: count,
          }),
        ),
        /** What was sent to everybody of the tenant, on days with a broadcast, oldest first; of any platform and country. */
        broadcasts: z.array(broadcastDay),
        /** Some of it is made up, for demonstration. */
        demo: z.boolean(),
      }),
    ),
    access: 'admin.dashboard',
    limits: ['requests'],
    summary: 'Active people, sessions, the way from the front page to coming back, and weekly cohorts',
    source: 'DECISIONS 196, 197',
  },
  landed: {
    method: 'POST',
    path: '/api/stats/landing',
    body: z.object({ platform: z.enum(['browser', 'pwa']) }),
    response: envelope(z.object({})),
    access: 'public',
    limits: ['requests', 'landings'],
    summary: 'Counts that a person’s browser opened the front page; not whose it was',
    source: 'DECISIONS 197',
  },
} as const satisfies Record<string, RestRow>
