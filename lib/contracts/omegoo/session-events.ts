import { z } from 'zod'
import { REPORT_OUTCOMES } from '@/lib/domain/moderation'
import { type Namespace, isoTime, seq } from '../kit'
import {
  chatType,
  clientMessageId,
  flagged,
  id,
  partnerId,
  preferences,
  queuePosition,
  refusal,
  senderId,
  sharedInterests,
} from './shared'

const source = (heading: string) => `spec/omegoo.md "WebSocket Events" · ${heading}`
const person = { access: 'authenticated', family: 'generic' } as const

/** The generic dialect of random sessions: text, audio and video. */
export const sessionEvents = {
  inbound: {
    'join-queue': {
      ...person,
      input: z.object({ preferences }),
      ack: queuePosition,
      limits: ['joins'],
      summary: 'Joins the queue of a chat type; joining again answers the current position',
      source: source('join-queue'),
    },
    'leave-queue': {
      ...person,
      input: z.object({}),
      ack: z.object({}),
      limits: [],
      summary: 'Leaves the queue',
      source: source('leave-queue'),
    },
    'send-message': {
      ...person,
      input: z.object({
        sessionId: id,
        message: z.string(),
        type: z.enum(['text', 'image', 'audio']).default('text'),
        clientMessageId: clientMessageId.optional(),
      }),
      ack: z.object({
        messageId: z.string(),
        seq,
        timestamp: isoTime,
        delivered: z.boolean(),
        clientMessageId: clientMessageId.optional(),
      }),
      limits: ['textMessages', 'socketMessages'],
      invalid: 'INVALID_MESSAGE',
      summary: 'Sends text, or an image or sound as base64 of at most 64 KiB',
      source: source('send-message'),
    },
    'message-confirm': {
      ...person,
      input: z.object({ sessionId: id, seq: seq.min(1) }),
      ack: z.object({}),
      limits: ['confirmations'],
      summary:
        'The client has received everything up to this position; for clients whose handshake’s `can` holds `confirm`',
      source: 'contracts, section 4: "`delivered` means confirmed by the partner’s client"',
    },
    'end-session': {
      ...person,
      input: z.object({ sessionId: id.optional() }),
      ack: z.object({ sessionId: z.string() }),
      limits: [],
      summary: 'Ends the current session',
      source: source('end-session'),
    },
  },
  outbound: {
    'queue-joined': {
      payload: queuePosition.extend({
        chatType,
        /** Where the line carries no video, and nobody will be found: what to ask for instead. */
        suggest: z.array(chatType).readonly().optional(),
      }),
      summary: 'In the queue, and where; `suggest` when the line cannot carry what was asked for',
      source: 'contracts, section 4: "every join is confirmed", and section 9 "network"',
    },
    'queue-left': {
      payload: z.object({ chatType }),
      summary: 'Out of the queue',
      source: 'contracts, section 4 "Random sessions"',
    },
    'match-found': {
      payload: z.object({ sessionId: z.string(), partnerId, chatType, sharedInterests }),
      summary: 'Paired',
      source: source('match-found'),
    },
    'message-received': {
      payload: z.object({
        sessionId: z.string(),
        message: z.string(),
        type: z.enum(['text', 'image', 'audio']),
        timestamp: isoTime,
        messageId: z.string(),
        senderId,
        seq,
        flagged,
      }),
      summary: 'A message from the partner',
      source: source('message-received'),
    },
    'session-ended': {
      payload: z.object({ sessionId: z.string(), reason: z.enum(['user_left', 'timeout', 'violation']) }),
      summary: 'The session is over',
      source: source('session-ended'),
    },
    'moderation-alert': {
      payload: z.object({
        type: z.enum(['warning', 'violation']),
        message: z.string(),
        sessionId: z.string(),
      }),
      summary: 'One’s own message was against the rules',
      source: source('moderation-alert'),
    },
    'report-updated': {
      payload: z.object({ reportId: z.string(), status: z.enum(REPORT_OUTCOMES), updatedAt: isoTime }),
      summary: 'A moderator looked at a report of one’s own, and what came of it',
      source: 'contracts, section 6 "the outcome of one’s report"',
    },
    error: { payload: refusal, summary: 'A refusal', source: 'contracts, section 3 "Errors"' },
  },
} as const satisfies Namespace
