import { z } from 'zod'
import { REPORT_OUTCOMES } from '@/lib/domain/moderation'
import { type Namespace, isoTime, seq } from '../kit'
import { endDetail, mediaSummary } from './media-fields'
import { sessionMessage } from './session-message'
import {
  chatType,
  clientMessageId,
  partnerId,
  preferences,
  queuePosition,
  refusal,
  sessionId,
  looks,
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
        sessionId,
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
      input: z.object({ sessionId, seq: seq.min(1) }),
      ack: z.object({}),
      limits: ['confirmations'],
      summary:
        'The client has received everything up to this position; for clients whose handshake’s `can` holds `confirm`',
      source: 'contracts, section 4: "`delivered` means confirmed by the partner’s client"',
    },
    'typing-start': {
      ...person,
      input: z.object({ sessionId: sessionId.optional() }),
      limits: ['typing'],
      summary: 'Tells the partner that one is typing; cleared after 3 s',
      source: 'contracts, section 9 "text beside media"',
    },
    'typing-stop': {
      ...person,
      input: z.object({ sessionId: sessionId.optional() }),
      limits: ['typing'],
      summary: 'Tells the partner that one stopped typing',
      source: 'contracts, section 9 "text beside media"',
    },
    'end-session': {
      ...person,
      input: z.object({ sessionId: sessionId.optional() }),
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
      payload: z.object({
        sessionId: z.string(),
        partnerId,
        chatType,
        sharedInterests,
        looks,
        /** Whether this client sends the first offer. */
        isInitiator: z.boolean(),
        /** The smaller one of what the two allow, kbps; where there is sound. */
        maxBitrate: z.number().optional(),
      }),
      summary: 'Paired',
      source: source('match-found'),
    },
    'message-received': {
      payload: sessionMessage,
      summary: 'A message from the partner',
      source: source('message-received'),
    },
    'message-delivered': {
      payload: z.object({ sessionId: z.string(), messageId: z.string() }),
      summary: 'A message has now reached the partner',
      source: 'contracts, section 4: "`delivered` means confirmed by the partner’s client"',
    },
    'partner-typing': {
      payload: z.object({ sessionId: z.string(), isTyping: z.boolean() }),
      summary: 'The partner types, or no longer',
      source: 'contracts, section 9 "text beside media"',
    },
    'partner-disconnected': {
      payload: z.object({ sessionId: z.string(), secondsLeft: z.number().int() }),
      summary: 'The partner lost the connection and may come back within this time',
      source: 'contracts, section 9 "lost partner"',
    },
    'partner-reconnected': {
      payload: z.object({ sessionId: z.string() }),
      summary: 'The partner is back',
      source: 'contracts, section 9 "lost partner"',
    },
    'session-ended': {
      payload: z.object({
        sessionId: z.string(),
        reason: z.enum(['user_left', 'timeout', 'violation']),
        /** The same more exactly; absent where it is not known. */
        detail: endDetail.optional(),
        /** Where there was sound. */
        session: mediaSummary.optional(),
      }),
      summary: 'The session is over',
      source: source('session-ended'),
    },
    'moderation-alert': {
      payload: z.object({
        type: z.enum(['warning', 'violation']),
        message: z.string(),
        /** Where it happened; absent where a moderator warns. */
        sessionId: z.string().optional(),
        /** Or in which conversation; a violation mutes in all of them. */
        conversationId: z.string().optional(),
        /** Of a moderator's warning; confirmed by `POST /api/moderation/standing/confirm`. */
        warningId: z.string().optional(),
        /** Meeting people, or writing in conversations, pauses: seconds until it may go on. */
        retryAfter: z.number().int().optional(),
      }),
      summary: 'One’s own message was against the rules, a moderator warns, or meeting people pauses',
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
