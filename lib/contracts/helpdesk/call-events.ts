import { z } from 'zod'
import { callId, callType, opaque, sharedCallInbound, sharedCallOutbound } from '../call-events'
import { personId } from '../conversation-fields'
import type { Namespace } from '../kit'
import { sourceOf } from './fields'

const source = sourceOf('WebRTC Call Events')

/** Calls with the offer in the invitation and the answer in the acceptance. */
export const callEvents = {
  inbound: {
    ...sharedCallInbound({ access: 'call.audio', family: 'chat', source }),
    'call:invite': {
      access: 'call.audio',
      family: 'chat',
      input: z.object({ targetUserId: personId, callType, offer: opaque.optional() }),
      ack: z.object({ callId: z.string() }),
      limits: ['newCalls'],
      summary: 'Calls somebody, with the offer that they answer',
      source,
    },
    'call:ice_candidate': {
      access: 'call.audio',
      family: 'chat',
      input: z.object({ targetUserId: personId, callId: callId.nullish(), candidate: opaque }),
      limits: ['signals'],
      summary: 'A candidate for the other one’s connection; relayed unchanged',
      source,
    },
  },
  outbound: {
    ...sharedCallOutbound,
    'call:ice_candidate': {
      payload: z.object({ callId: z.string(), from: z.string(), candidate: z.unknown() }),
      summary: 'A candidate of the other one',
      source,
    },
  },
} as const satisfies Namespace
