import { defineContract } from '../kit'
import { forms } from '../refusal-forms'
import { tables } from '../tables'
import { callEvents } from './call-events'
import { callRest } from './call-rest'
import { fileRest } from './file-rest'
import { loginRest } from './login-rest'
import { messageEvents } from './message-events'
import { presenceEvents } from './presence-events'
import { roomEvents } from './room-events'
import { visitEvents } from './visit-events'
import { visitRest } from './visit-rest'

/** A room that is not one's own answers like one that does not exist. @see contracts, section 9 "refusals" */
const words = { CONVERSATION_NOT_FOUND: { text: 'Room access denied' } } as const

/** Rooms, visits, messages, calls. Source: spec/telehealth.md. */
export const telehealth = defineContract({
  name: 'telehealth',
  title: 'Telehealth rooms',
  fromHandshake: true,
  capabilities: ['conversations', 'calls', 'presence'],
  families: { rooms: { event: 'error', form: forms.object, overrides: words } },
  namespaces: {
    '/': {
      inbound: tables(
        roomEvents.inbound,
        messageEvents.inbound,
        presenceEvents.inbound,
        visitEvents.inbound,
        callEvents.inbound,
      ),
      outbound: tables(
        roomEvents.outbound,
        messageEvents.outbound,
        presenceEvents.outbound,
        visitEvents.outbound,
        callEvents.outbound,
      ),
    },
  },
  rest: tables(loginRest, visitRest, fileRest, callRest),
})
