import { z } from 'zod'
import { CALL_ENDS, CALL_STATES } from '@/lib/domain/calls/call'
import { callId, callType, refusalReason } from '../call-events'
import { envelope, isoTime, type RestRow } from '../kit'

const source = 'contracts, section 9 "history, quality"'

/** Means of what one's own client reported. */
const quality = z.object({
  reports: z.number().int(),
  latency_ms: z.number(),
  packet_loss_percentage: z.number(),
  jitter_ms: z.number(),
  bitrate_kbps: z.number(),
  frame_rate: z.number().nullable(),
  resolution: z.string().nullable(),
})

const pastCall = z.object({
  callId: z.string(),
  direction: z.enum(['outgoing', 'incoming']),
  /** The other one; null: their account has gone, or it was a call of several. */
  userId: z.string().nullable(),
  displayName: z.string().nullable(),
  participantIds: z.array(z.string()),
  isGroup: z.boolean(),
  callType,
  status: z.enum(CALL_STATES),
  /** Why it ended; null while it goes on. */
  reason: z.enum(CALL_ENDS).nullable(),
  /** One was called and learned of it too late. */
  missed: z.boolean(),
  visitId: z.string().nullable(),
  startedAt: isoTime,
  /** Whole seconds since it was accepted; 0: it was not. */
  duration: z.number().int(),
  quality: quality.nullable(),
})

/** Calls over REST. */
export const callRest = {
  calls: {
    method: 'GET',
    path: '/api/v1/calls',
    query: z.object({
      /** Only calls that were placed before. */
      before: isoTime.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      missed: z.enum(['true', 'false']).default('false'),
    }),
    response: envelope(z.object({ calls: z.array(pastCall), hasMore: z.boolean() })),
    access: 'call.view_history',
    limits: ['requests', 'conversationReads'],
    summary: 'One’s own calls, the newest first',
    source,
  },
  rejectCall: {
    method: 'POST',
    path: '/api/v1/calls/:id/reject',
    params: z.object({ id: callId }),
    body: z.object({ reason: refusalReason.nullish() }),
    response: envelope(z.object({ callId: z.string() })),
    access: 'call.audio',
    limits: ['requests', 'callSteps'],
    summary: 'Refuses a call that rings, without a socket',
    source,
  },
} as const satisfies Record<string, RestRow>
