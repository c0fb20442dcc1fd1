import { z } from 'zod'
import { callType, sharedCallInbound, sharedCallOutbound } from '../call-events'
import { personId } from '../conversation-fields'
import type { Namespace } from '../kit'
import { sourceOf } from './fields'
import { visitId } from './visit-events'

const source = sourceOf('Video Call')

/** Calls of rooms and visits; one goes on with a call by `room:join` of `call:<callId>`. */
export const callEvents = {
  inbound: {
    ...sharedCallInbound({ access: 'call.audio', family: 'rooms', source }),
    'call:initiate': {
      access: 'call.audio',
      family: 'rooms',
      input: z.object({ recipientId: personId, callType, visitId: visitId.nullish() }),
      ack: z.object({ callId: z.string() }),
      limits: ['newCalls'],
      summary: 'Calls somebody; every device of theirs rings, for 30 s',
      source,
    },
  },
  outbound: sharedCallOutbound,
} as const satisfies Namespace
