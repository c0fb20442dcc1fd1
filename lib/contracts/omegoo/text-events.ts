import { z } from 'zod'
import { type Namespace, millis, seq } from '../kit'
import {
  clientMessageId,
  flagged,
  interests,
  partnerId,
  partnerReport,
  queuePosition,
  refusal,
  senderId,
  looks,
  sharedInterests,
} from './shared'

const CHAPTER = 'spec/omegoo.md "Ultra-Fast Text Chat System"'
const source = (heading: string) => `${CHAPTER} · ${heading}`

const message = z.object({
  messageId: z.string(),
  roomId: z.string(),
  senderId,
  content: z.string(),
  timestamp: millis,
  /** Written to a live socket of the partner. */
  delivered: z.boolean(),
  seq,
  /** Echoed to the sender only. */
  clientMessageId: clientMessageId.optional(),
  type: z.enum(['text', 'image', 'audio']).optional(),
  flagged,
})

const typing = z.object({ roomId: z.string(), userId: partnerId, isTyping: z.boolean(), timestamp: millis })
const partner = z.object({ roomId: z.string(), partnerId })
const person = { access: 'authenticated', family: 'text' } as const

/** The specialised dialect of text sessions. Times are epoch milliseconds. */
export const textEvents = {
  inbound: {
    join_text_queue: {
      ...person,
      input: z.object({ interests: interests.optional() }),
      ack: queuePosition,
      limits: ['joins'],
      summary: 'Joins the text queue; joining again answers the current position',
      source: source('join_text_queue'),
    },
    leave_text_queue: {
      ...person,
      input: z.object({}),
      ack: z.object({}),
      limits: [],
      summary: 'Leaves the queue before a match is found',
      source: source('leave_text_queue'),
    },
    send_text_message: {
      ...person,
      input: z.object({ content: z.string(), clientMessageId: clientMessageId.optional() }),
      ack: z.object({
        messageId: z.string(),
        seq,
        timestamp: millis,
        delivered: z.boolean(),
        clientMessageId: clientMessageId.optional(),
      }),
      limits: ['textMessages', 'socketMessages'],
      invalid: 'INVALID_MESSAGE',
      summary: 'Sends a message of 1 to 1000 characters',
      source: source('send_text_message'),
    },
    text_typing_start: {
      ...person,
      input: z.object({}),
      limits: ['typing'],
      summary: 'Tells the partner that one is typing; cleared after 3 s',
      source: source('text_typing_start'),
    },
    text_typing_stop: {
      ...person,
      input: z.object({}),
      limits: ['typing'],
      summary: 'Tells the partner that one stopped typing',
      source: source('text_typing_stop'),
    },
    leave_text_room: {
      ...person,
      input: z.object({}),
      ack: z.object({}),
      limits: [],
      summary: 'Ends the session',
      source: source('leave_text_room'),
    },
    report_text_chat: {
      ...person,
      input: partnerReport,
      ack: z.object({ reportId: z.string() }),
      limits: ['reportOfAccount'],
      summary: 'Reports the partner with what was said, and ends the session',
      source: source('report_text_chat'),
    },
    attempt_text_reconnect: {
      ...person,
      family: 'reconnect',
      input: z.object({ lastSeq: seq.optional() }),
      ack: partner,
      limits: ['joins'],
      summary: 'Resumes the session within 30 s; with lastSeq only what came after it',
      source: source('attempt_text_reconnect'),
    },
  },
  outbound: {
    text_queue_joined: {
      payload: queuePosition,
      summary: 'In the queue, and where',
      source: source('text_queue_joined'),
    },
    text_queue_left: {
      payload: z.object({}),
      summary: 'Out of the queue',
      source: source('leave_text_queue'),
    },
    text_match_found: {
      payload: partner.extend({ sharedInterests, looks }),
      summary: 'Paired',
      source: source('text_match_found'),
    },
    text_message_received: {
      payload: message,
      summary: 'A new message, to both',
      source: source('text_message_received'),
    },
    text_partner_typing: { payload: typing, summary: 'Partner types', source: source('text_partner_typing') },
    text_partner_stopped_typing: {
      payload: typing,
      summary: 'Partner stopped typing',
      source: source('text_partner_stopped_typing'),
    },
    text_room_ended: {
      payload: z.object({
        reason: z.enum(['user_left', 'partner_left', 'partner_disconnected', 'timeout', 'reported']),
        roomId: z.string(),
      }),
      summary: 'The session is over',
      source: source('text_room_ended'),
    },
    rate_limit_exceeded: {
      payload: refusal.extend({ remaining: z.literal(0) }),
      summary: 'Too fast; retryAfter says how many seconds to wait',
      source: source('rate_limit_exceeded'),
    },
    text_chat_error: { payload: refusal, summary: 'A refusal', source: source('text_chat_error') },
    text_reconnected: {
      payload: partner.extend({
        sharedInterests: sharedInterests.optional(),
        looks,
        messages: z.array(message),
        /** Null while the partner is connected. */
        partnerSecondsLeft: z.number().int().nullable(),
      }),
      summary: 'Resumed, with the messages missed in between',
      source: source('text_reconnected'),
    },
    text_partner_reconnected: {
      payload: partner,
      summary: 'The partner is back',
      source: source('text_partner_reconnected'),
    },
    text_reconnect_failed: {
      payload: z.object({ reason: z.string() }),
      summary: 'There is nothing to resume',
      source: source('text_reconnect_failed'),
    },
    report_submitted: {
      payload: z.object({ reportId: z.string(), roomId: z.string() }),
      summary: 'The report is stored',
      source: source('report_text_chat'),
    },
    text_message_delivered: {
      payload: z.object({ roomId: z.string(), messageId: z.string() }),
      summary: 'A message sent while the partner was away has now reached them',
      source: 'contracts, section 4 "Random sessions"',
    },
    text_partner_disconnected: {
      payload: z.object({ roomId: z.string(), secondsLeft: z.number().int() }),
      summary: 'The partner lost the connection and may come back within this time',
      source: 'contracts, section 4 "Random sessions"',
    },
  },
} as const satisfies Namespace
