import { defineContract } from '../kit'
import { forms } from '../refusal-forms'
import { tables } from '../tables'
import { callEvents } from './call-events'
import { groupCallEvents } from './group-call-events'
import { messageEvents } from './message-events'
import { noticeEvents } from './notice-events'
import { presenceEvents } from './presence-events'
import { privacyRest } from './privacy-rest'
import { roomEvents } from './room-events'
import { visitEvents } from './visit-events'

/** The communications API in snake_case. Source: spec/caas.md. */
export const caas = defineContract({
  name: 'caas',
  title: 'Communications API',
  fromHandshake: true,
  capabilities: ['conversations', 'presence'],
  families: { caas: { event: 'error', form: forms.object } },
  namespaces: {
    '/chat': {
      inbound: tables(roomEvents.inbound, messageEvents.inbound),
      outbound: tables(
        roomEvents.outbound,
        messageEvents.outbound,
        visitEvents.outbound,
        noticeEvents.outbound,
      ),
    },
    '/presence': presenceEvents,
    '/webrtc': {
      capabilities: ['calls', 'presence'],
      inbound: tables(callEvents.inbound, groupCallEvents.inbound),
      outbound: tables(callEvents.outbound, groupCallEvents.outbound),
    },
  },
  rest: privacyRest,
})
