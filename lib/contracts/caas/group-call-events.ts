import { z } from 'zod'
import { callId, callType } from '../call-events'
import { people, personId } from '../conversation-fields'
import type { Namespace } from '../kit'
import { sourceOf } from './fields'

const source = sourceOf('Group Calls')
const EVENTS = 'contracts, section 8 "`/webrtc` out"'
const HOSTS = 'contracts, section 9 "group calls"'

const row = { access: 'call.audio', family: 'caas', limits: ['callSteps'] } as const
const call = z.object({ call_id: callId })
const person = z.object({ call_id: z.string(), user_id: z.string() })

/** Calls of several people. One comes in by `call:answer`; in a mesh `webrtc:*` go from each to each by `target_user_id`. */
export const groupCallEvents = {
  inbound: {
    'group-call:create': {
      ...row,
      input: z.object({ participant_ids: people, media_type: callType }),
      ack: z.object({
        call_id: z.string(),
        /** Those who are in another call, and do not ring. */
        busy_ids: z.array(z.string()),
      }),
      limits: ['newCalls'],
      summary: 'Calls several people at once, of whom each rings for 30 s',
      source,
    },
    'group-call:add': {
      ...row,
      input: call.extend({ user_id: personId }),
      summary: 'Calls one more; for hosts',
      source,
    },
    'group-call:remove': {
      ...row,
      input: call.extend({ user_id: personId }),
      summary: 'Takes somebody out; for hosts',
      source,
    },
    'group-call:leave': {
      ...row,
      input: call,
      summary: 'Leaves; the call goes on with the others',
      source: EVENTS,
    },
    'group-call:end': { ...row, input: call, summary: 'Ends it for everybody; for hosts', source: HOSTS },
    'group-call:mute-request': {
      ...row,
      input: call.extend({ user_id: personId.nullish() }),
      summary: 'Asks the others, or one of them, to mute themselves; for hosts',
      source: HOSTS,
    },
    'group-call:lock': {
      ...row,
      input: call.extend({ locked: z.boolean() }),
      summary: 'Lets nobody else in, or people again; for hosts',
      source: HOSTS,
    },
    'group-call:hand': {
      ...row,
      input: call.extend({ raised: z.boolean() }),
      summary: 'Raises one’s hand, or takes it down',
      source: HOSTS,
    },
  },
  outbound: {
    'group-call:invited': {
      payload: z.object({
        call_id: z.string(),
        from_user_id: z.string(),
        from_name: z.string(),
        media_type: callType,
        participant_ids: z.array(z.string()),
      }),
      summary: 'Somebody calls several people, oneself among them',
      source: EVENTS,
    },
    'group-call:participant-joined': { payload: person, summary: 'Somebody came in', source: EVENTS },
    'group-call:participant-left': {
      payload: person.extend({ reason: z.string() }),
      summary: 'Somebody went, refused, or did not answer',
      source: EVENTS,
    },
    'group-call:ended': {
      payload: z.object({ call_id: z.string(), reason: z.string(), duration: z.number().int() }),
      summary: 'The call is over, for oneself at least',
      source: EVENTS,
    },
    'group-call:mute-request': { payload: person, summary: 'A host asks one to mute oneself', source: HOSTS },
    'group-call:lock': {
      payload: person.extend({ locked: z.boolean() }),
      summary: 'A host lets nobody else in, or people again',
      source: HOSTS,
    },
    'group-call:hand': {
      payload: person.extend({ raised: z.boolean() }),
      summary: 'Somebody raised a hand, or took it down',
      source: HOSTS,
    },
  },
} as const satisfies Namespace
