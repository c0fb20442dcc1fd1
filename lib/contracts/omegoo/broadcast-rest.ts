import { z } from 'zod'
import { BROADCAST_PRIORITIES } from '@/lib/domain/broadcasts'
import { rawText } from '../conversation-fields'
import { envelope, isoDay, isoTime, type RestRow } from '../kit'
import { page } from './admin-shared'
import { wholeInQuery } from './fields'

const source = 'contracts, section 9 "broadcasts"'

const broadcast = z.object({
  broadcastId: z.string(),
  message: z.string(),
  priority: z.enum(BROADCAST_PRIORITIES),
  /** The administrator's display name; null: none, or the account has gone. */
  from: z.string().nullable(),
  broadcastAt: isoTime,
})

/** Of one UTC day. */
export const broadcastDay = z.object({
  day: isoDay,
  sent: z.number().int(),
  /** Connections that were sent them, all broadcasts of the day together. */
  reached: z.number().int(),
})

/** What administrators send to everybody of their tenant, without a socket. */
export const broadcastRest = {
  sendBroadcast: {
    method: 'POST',
    path: '/api/admin/broadcasts',
    body: z.object({ message: rawText, priority: z.enum(BROADCAST_PRIORITIES).default('normal') }),
    response: envelope(broadcast),
    access: 'chat.send_broadcasts',
    limits: ['requests', 'broadcasts'],
    summary: 'Sends a message to everybody of the tenant who is there and may chat',
    source,
  },
  broadcasts: {
    method: 'GET',
    path: '/api/admin/broadcasts',
    query: z.object(page),
    response: envelope(
      z.object({
        broadcasts: z.array(
          broadcast.extend({
            /** Connections that it was sent to, a second after it was sent. */
            reached: z.number().int(),
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'chat.send_broadcasts',
    limits: ['requests'],
    summary: 'What was sent to everybody, newest first, and how many connections it reached',
    source,
  },
  broadcastDays: {
    method: 'GET',
    path: '/api/admin/broadcasts/days',
    query: z.object({ days: wholeInQuery(1, 366).default(30) }),
    response: envelope(
      z.object({
        /** Those with a broadcast alone, oldest first. */
        days: z.array(broadcastDay),
      }),
    ),
    access: 'chat.send_broadcasts',
    limits: ['requests'],
    summary: 'How many broadcasts were sent on each of the last days, and how many connections they reached',
    source: 'lib/DECISIONS.md, 289',
  },
} as const satisfies Record<string, RestRow>
