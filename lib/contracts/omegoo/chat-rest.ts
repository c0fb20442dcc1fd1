import { z } from 'zod'
import { envelope, isoTime, type RestRow } from '../kit'
import { chatType, partnerId, preferences, sessionId } from './shared'
import { wholeInQuery } from './fields'

const source = (heading: string) => `spec/omegoo.md "Chat Endpoints" · ${heading}`

/** Random sessions over REST; the session that `findMatch` returns is joined by socket. */
export const chatRest = {
  findMatch: {
    method: 'POST',
    path: '/api/chat/find-match',
    body: z.object({ preferences }),
    response: envelope(z.object({ sessionId: z.string(), partnerId, chatType })),
    access: 'authenticated',
    limits: ['findMatch', 'findMatchOfAccount'],
    summary: 'Waits up to 8 s for a partner, then answers 3001',
    source: source('POST /api/chat/find-match'),
  },
  endSession: {
    method: 'POST',
    path: '/api/chat/end-session',
    body: z.object({ sessionId: sessionId.optional() }).optional(),
    response: envelope(z.object({ sessionId: z.string() })),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'Ends the current session',
    source: source('POST /api/chat/end-session'),
  },
  history: {
    method: 'GET',
    path: '/api/chat/history',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      /** Sessions that ended before. */
      before: isoTime.optional(),
    }),
    response: envelope(
      z.object({
        sessions: z.array(
          z.object({
            sessionId: z.string(),
            /** Null: not known any more. */
            partnerId: partnerId.nullable(),
            chatType,
            startedAt: isoTime,
            endedAt: isoTime,
            /** Seconds. */
            duration: z.number(),
            endReason: z.string(),
            messagesSent: z.number().int(),
            messagesReceived: z.number().int(),
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary:
      'One’s own sessions of the last 90 days; never what was said, nor with whom but for that session’s partnerId',
    source: source('GET /api/chat/history'),
  },
  live: {
    method: 'GET',
    path: '/api/stats/live',
    response: envelope(
      z.object({ online: z.number().int(), waiting: z.number().int(), talking: z.number().int() }),
    ),
    access: 'public',
    limits: ['requests'],
    summary: 'How many people are here',
    source: 'contracts, section 8 "one’s own account"',
  },
} as const satisfies Record<string, RestRow>
