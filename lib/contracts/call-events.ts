import { z } from 'zod'
import { CALL_TYPES } from '@/lib/domain/calls/call'
import type { Namespace } from './kit'
import { personId } from './conversation-fields'

/** Events of calls that two contracts on `/` have under one name, each with both documents' fields. */

export const callId = z.string().min(1).max(100)
export const callType = z.enum(CALL_TYPES)
/** Any JSON; the server does not look into it. */
export const opaque = z.unknown().refine((given) => given !== undefined, 'Required')
/** Words with a refusal, such as `busy`. */
export const refusalReason = z.string().max(100)

const SIGNALS = 'contracts, section 9 "media between contracts"'
const CALLS = 'contracts, section 9 "Calls"'
const QUALITY = 'contracts, section 9 "history, quality"'

/** Names a call by its id, or by the other person of it. */
const named = z.object({ callId: callId.nullish(), targetUserId: personId.nullish() })

/** What a call was like in the last seconds, as one side measured it. @see spec/caas.md "Quality Reporting" */
export const qualityFields = {
  /** Of the whole way and back, in ms. */
  latency_ms: z.number().min(0).max(60_000),
  packet_loss_percentage: z.number().min(0).max(100),
  jitter_ms: z.number().min(0).max(60_000),
  bitrate_kbps: z.number().min(0).max(1_000_000),
  /** Pictures a second, and their size such as `1280x720`; of calls with a picture. */
  frame_rate: z.number().min(0).max(1_000).nullish(),
  resolution: z.string().max(20).nullish(),
}
export type ReportedQuality = z.infer<z.ZodObject<typeof qualityFields>>

interface Own<Access, Family> {
  readonly access: Access
  readonly family: Family
  readonly source: string
}

/** @param own - of the contract's rows: who may, how refusals are sent, and the heading of its document */
export function sharedCallInbound<const Access extends string, const Family extends string>({
  access,
  family,
  source,
}: Own<Access, Family>) {
  const row = { access, family } as const
  return {
    'call:accept': {
      ...row,
      input: named.extend({ answer: opaque.optional() }),
      limits: ['callSteps'],
      summary: 'Answers a call by this connection; the person’s other devices cease to ring',
      source,
    },
    'call:reject': {
      ...row,
      input: named.extend({ reason: refusalReason.nullish() }),
      limits: ['callSteps'],
      summary: 'Refuses a call',
      source,
    },
    'call:end': {
      ...row,
      input: named,
      limits: ['callSteps'],
      summary: 'Hangs up; a call that nobody has answered is taken back by it',
      source,
    },
    'call:signal': {
      ...row,
      input: named.extend({
        /** An offer or an answer. */
        description: opaque.optional(),
        candidate: opaque.optional(),
      }),
      limits: ['signals'],
      summary:
        'A description or a candidate for the other one’s connection, at most 64 KiB; relayed unchanged',
      source: SIGNALS,
    },
    'call:quality': {
      ...row,
      isPassive: true,
      input: z.object({ callId: callId.optional(), call_id: callId.optional(), ...qualityFields }),
      limits: ['mediaReports'],
      summary: 'How the line of this side is, every 2 s; one a second is counted',
      source: QUALITY,
    },
  } as const
}

const ended = z.object({
  callId: z.string(),
  reason: z.enum(['hangup', 'cancelled', 'missed', 'answered_elsewhere', 'busy', 'failed', 'disconnected']),
  /** Whole seconds since it was accepted; 0 before. */
  duration: z.number().int(),
})

export const sharedCallOutbound = {
  'call:incoming': {
    payload: z.object({
      callId: z.string(),
      from: z.string(),
      fromName: z.string(),
      callerId: z.string(),
      callerName: z.string(),
      callType,
      /** Null: it is signalled once one has answered. */
      offer: z.unknown(),
      visitId: z.string().optional(),
      isGroup: z.boolean(),
    }),
    summary: 'Somebody calls',
    source: CALLS,
  },
  'call:ringing': {
    payload: z.object({ callId: z.string(), userId: z.string() }),
    summary: 'A device of the one who is called rings; for the calling connection',
    source: CALLS,
  },
  'call:accepted': {
    payload: z.object({ callId: z.string(), userId: z.string(), answer: z.unknown() }),
    summary: 'The call was answered; again where the answer for the media comes later',
    source: CALLS,
  },
  'call:rejected': {
    payload: z.object({ callId: z.string(), userId: z.string(), reason: z.string().nullable() }),
    summary: 'The call was refused; for who called, and for the other devices of who refused',
    source: CALLS,
  },
  'call:ended': {
    payload: ended,
    summary: 'The call is over, or was answered on another device',
    source: CALLS,
  },
  'call:signal': {
    payload: z.object({
      callId: z.string(),
      from: z.string(),
      description: z.unknown().optional(),
      candidate: z.unknown().optional(),
    }),
    summary: 'A description or a candidate of the other one',
    source: SIGNALS,
  },
  'call:participantJoined': {
    payload: z.object({ callId: z.string(), userId: z.string() }),
    summary: 'Somebody came into a call of several',
    source: CALLS,
  },
  'call:participantLeft': {
    payload: z.object({ callId: z.string(), userId: z.string() }),
    summary: 'Somebody left a call of several',
    source: CALLS,
  },
} as const satisfies Namespace['outbound']
