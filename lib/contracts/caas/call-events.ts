import { z } from 'zod'
import { callId, callType, opaque, qualityFields, refusalReason } from '../call-events'
import { personId } from '../conversation-fields'
import type { Namespace } from '../kit'
import { sourceOf } from './fields'

const source = sourceOf('1:1 Calls')
const SDP = sourceOf('Exchange SDP')
const OUT = 'contracts, section 8 "`/webrtc` out"'
const RESUME = 'contracts, section 9 "lost connection"'

const person = { access: 'call.audio', family: 'caas' } as const
const step = { ...person, input: z.object({ call_id: callId }), limits: ['callSteps'] } as const
const signal = { ...person, limits: ['signals'] } as const
const target = { target_user_id: personId, call_id: callId.nullish() }
const from = { call_id: z.string(), from_user_id: z.string() }

/** Calls of two people, and what their media needs. */
export const callEvents = {
  inbound: {
    'webrtc:get-ice-servers': {
      access: 'authenticated',
      family: 'caas',
      input: z.object({}),
      ack: z.object({
        ice_servers: z.array(
          z.object({
            urls: z.array(z.string()).readonly(),
            username: z.string().optional(),
            credential: z.string().optional(),
          }),
        ),
        ice_transport_policy: z.enum(['all', 'relay']),
        /** Seconds until it should be asked for again. */
        ttl: z.number().int(),
      }),
      limits: ['iceServers'],
      summary: 'The servers to connect with; for people in a call, a queue or a session',
      source: sourceOf('Get ICE Servers'),
    },
    'webrtc:offer': {
      ...signal,
      input: z.object({ ...target, sdp: opaque }),
      summary: 'An offer for somebody in the call, at most 64 KiB; relayed unchanged',
      source: SDP,
    },
    'webrtc:answer': {
      ...signal,
      input: z.object({ ...target, sdp: opaque }),
      summary: 'An answer to somebody’s offer',
      source: SDP,
    },
    'webrtc:ice-candidate': {
      ...signal,
      input: z.object({ ...target, candidate: opaque }),
      summary: 'A candidate for somebody’s connection',
      source: SDP,
    },
    'call:initiate': {
      ...person,
      input: z.object({ callee_id: personId, media_type: callType }),
      ack: z.object({ call_id: z.string() }),
      limits: ['newCalls'],
      summary: 'Calls somebody; every device of theirs rings, for 30 s',
      source,
    },
    'call:answer': {
      ...step,
      summary: 'Answers a call by this connection; the person’s other devices cease to ring',
      source,
    },
    'call:reject': {
      ...step,
      input: z.object({ call_id: callId, reason: refusalReason.nullish() }),
      summary: 'Refuses a call',
      source,
    },
    'call:hangup': {
      ...step,
      summary: 'Hangs up; a call that nobody has answered is taken back by it',
      source,
    },
    'call:resume': {
      ...step,
      ack: z.object({ call_id: z.string(), media_type: callType, participant_ids: z.array(z.string()) }),
      summary: 'Goes on with a call by this connection, within 30 s of losing the other',
      source: RESUME,
    },
    'call:quality': {
      ...person,
      isPassive: true,
      input: z.object({
        call_id: callId,
        user_id: personId.optional(),
        timestamp: z.unknown().optional(),
        ...qualityFields,
      }),
      limits: ['mediaReports'],
      summary: 'How the line of this side is, every 2 s',
      source: sourceOf('Quality Reporting'),
    },
  },
  outbound: {
    'call:incoming': {
      payload: z.object({
        call_id: z.string(),
        caller_id: z.string(),
        caller_name: z.string(),
        media_type: callType,
      }),
      summary: 'Somebody calls',
      source: OUT,
    },
    'call:ringing': {
      payload: z.object({ call_id: z.string(), user_id: z.string() }),
      summary: 'A device of the one who is called rings; for the calling connection',
      source: OUT,
    },
    'call:answered': {
      payload: z.object({ call_id: z.string(), user_id: z.string() }),
      summary: 'The call was answered; for the calling connection',
      source: OUT,
    },
    'call:rejected': {
      payload: z.object({ call_id: z.string(), user_id: z.string(), reason: z.string().nullable() }),
      summary: 'The call was refused; for who called, and for the other devices of who refused',
      source: OUT,
    },
    'call:ended': {
      payload: z.object({
        call_id: z.string(),
        reason: z.enum([
          'hangup',
          'cancelled',
          'missed',
          'answered_elsewhere',
          'busy',
          'failed',
          'disconnected',
        ]),
        /** Whole seconds since it was answered; 0 before. */
        duration: z.number().int(),
      }),
      summary: 'The call is over, or was answered on another device',
      source: OUT,
    },
    'webrtc:offer': {
      payload: z.object({ ...from, sdp: z.unknown() }),
      summary: 'An offer of somebody in the call',
      source: SDP,
    },
    'webrtc:answer': {
      payload: z.object({ ...from, sdp: z.unknown() }),
      summary: 'An answer of somebody in the call',
      source: SDP,
    },
    'webrtc:ice-candidate': {
      payload: z.object({ ...from, candidate: z.unknown() }),
      summary: 'A candidate of somebody in the call',
      source: SDP,
    },
    error: {
      payload: z.object({ message: z.string(), code: z.number(), retryAfter: z.number().optional() }),
      summary: 'An event without an acknowledgement is refused, and why',
      source: 'contracts, section 3 "Acknowledgements"',
    },
  },
} as const satisfies Namespace
