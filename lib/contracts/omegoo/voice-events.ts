import { z } from 'zod'
import { type Namespace, seq } from '../kit'
import { endDetail, mediaSummary, metrics } from './media-fields'
import { sessionMessage } from './session-message'
import {
  id,
  interests,
  maxBitrate,
  opaque,
  partnerId,
  partnerReport,
  queuePosition,
  refusal,
  senderId,
  looks,
  sharedInterests,
} from './shared'

const CHAPTER = 'spec/omegoo.md "Low-Bandwidth Voice Chat System"'
const source = (heading: string) => `${CHAPTER} · ${heading}`
const person = { access: 'authenticated', family: 'voice' } as const
const partner = z.object({ roomId: z.string(), partnerId })

/** `payload.sdp` of an offer or an answer, `payload.candidate` of a candidate: any JSON, null included. */
const signal = z.discriminatedUnion('type', [
  z.object({ type: z.literal('offer'), payload: z.looseObject({ sdp: opaque }) }),
  z.object({ type: z.literal('answer'), payload: z.looseObject({ sdp: opaque }) }),
  z.object({ type: z.literal('ice-candidate'), payload: z.looseObject({ candidate: opaque }) }),
])

/** The specialised dialect of voice sessions. Times are epoch milliseconds where nothing else is said. */
export const voiceEvents = {
  inbound: {
    join_voice_queue: {
      ...person,
      input: z.object({ maxBitrate, interests: interests.optional() }),
      ack: queuePosition,
      limits: ['joins'],
      summary: 'Joins the voice queue; joining again answers the current position',
      source: source('join_voice_queue'),
    },
    leave_voice_queue: {
      ...person,
      input: z.object({}),
      ack: z.object({}),
      limits: [],
      summary: 'Leaves the queue before a match is found',
      source: source('leave_voice_queue'),
    },
    voice_webrtc_signal: {
      ...person,
      input: z.intersection(z.object({ roomId: id, targetId: id }), signal),
      limits: ['signals'],
      summary: 'An offer, an answer or a candidate for the partner’s connection, at most 64 KiB',
      source: source('voice_webrtc_signal'),
    },
    voice_muted: {
      ...person,
      input: z.object({ isMuted: z.boolean() }),
      limits: ['mediaStates'],
      summary: 'One is muted, or no longer',
      source: source('voice_muted'),
    },
    leave_voice_room: {
      ...person,
      input: z.object({}),
      ack: z.object({}),
      limits: [],
      summary: 'Ends the session',
      source: source('leave_voice_room'),
    },
    report_voice_chat: {
      ...person,
      input: partnerReport,
      ack: z.object({ reportId: z.string() }),
      limits: ['reportOfAccount'],
      summary: 'Reports the partner with how the call was, and ends the session',
      source: source('report_voice_chat'),
    },
    voice_metrics: {
      ...person,
      input: metrics,
      limits: ['mediaReports'],
      summary: 'How the line is, every 2 s, in every session with sound; more than one a second is dropped',
      source: source('voice_metrics'),
    },
    attempt_voice_reconnect: {
      ...person,
      family: 'voiceReconnect',
      input: z.object({ lastSeq: seq.optional() }),
      ack: partner,
      limits: ['joins'],
      summary: 'Resumes the session within 30 s; on a living socket the partner learns of it all the same',
      source: source('attempt_voice_reconnect'),
    },
  },
  outbound: {
    voice_queue_joined: {
      payload: queuePosition,
      summary: 'In the queue, and where',
      source: source('voice_queue_joined'),
    },
    voice_queue_left: {
      payload: z.object({}),
      summary: 'Out of the queue',
      source: source('leave_voice_queue'),
    },
    voice_match_found: {
      payload: partner.extend({
        sharedInterests,
        looks,
        /** Whether this client sends the first offer. */
        isInitiator: z.boolean(),
        /** The smaller one of what the two allow, kbps. */
        maxBitrate: z.number(),
      }),
      summary: 'Paired',
      source: source('voice_match_found'),
    },
    voice_webrtc_signal: {
      payload: z.object({
        type: z.enum(['offer', 'answer', 'ice-candidate']),
        roomId: z.string(),
        senderId,
        payload: z.looseObject({}),
      }),
      summary: 'An offer, an answer or a candidate of the partner',
      source: source('voice_webrtc_signal'),
    },
    voice_partner_muted: {
      payload: z.object({ partnerId, isMuted: z.boolean() }),
      summary: 'The partner is muted, or no longer',
      source: source('voice_partner_muted'),
    },
    voice_room_ended: {
      payload: z.object({ reason: endDetail, roomId: z.string(), session: mediaSummary }),
      summary: 'The session is over',
      source: source('voice_room_ended'),
    },
    voice_reconnected: {
      payload: partner.extend({
        /** Seconds since the match, and how often one came back. */
        metrics: z.object({ callDuration: z.number().int(), reconnectAttempts: z.number().int() }),
        sharedInterests,
        looks,
        isInitiator: z.boolean(),
        maxBitrate: z.number(),
        /** What was written meanwhile, as `message-received` has it. */
        messages: z.array(sessionMessage),
        /** Null while the partner is connected. */
        partnerSecondsLeft: z.number().int().nullable(),
      }),
      summary: 'Resumed',
      source: source('voice_reconnected'),
    },
    voice_partner_reconnected: {
      payload: partner,
      summary: 'The partner is back',
      source: source('voice_partner_reconnected'),
    },
    voice_partner_disconnected: {
      payload: z.object({ roomId: z.string(), secondsLeft: z.number().int() }),
      summary: 'The partner lost the connection and may come back within this time',
      source: 'contracts, section 9 "lost partner"',
    },
    voice_reconnect_failed: {
      payload: z.object({ reason: z.string() }),
      summary: 'There is nothing to resume',
      source: source('voice_reconnect_failed'),
    },
    voice_chat_error: { payload: refusal, summary: 'A refusal', source: source('voice_chat_error') },
  },
} as const satisfies Namespace
