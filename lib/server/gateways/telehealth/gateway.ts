import { telehealth } from '@/lib/contracts/telehealth/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { callInbound, callOutbound, callRest } from './calls'
import { roomInbound } from './inbound'
import { fileRest } from './files'
import { loginRest } from './login'
import { roomOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { visitInbound, visitOutbound, visitRest } from './visits'

/** What of calls its clients have no event for. */
const CALLS_ELSEWHERE = [
  'call.placed',
  'call.offered',
  'call.mute-asked',
  'call.locked',
  'call.hand',
  'call.status-test',
  'telephone.changed',
] as const

/** Rooms, visits, messages and calls. */
export const telehealthGateway = defineGateway({
  contract: telehealth,
  silent: [...RANDOM_SESSIONS_ALONE, 'conversation.file', 'broadcast.sent', ...CALLS_ELSEWHERE],
  inbound: { '/': { ...roomInbound, ...presenceInbound, ...visitInbound, ...callInbound } },
  outbound: tables(roomOutbound, presenceOutbound, visitOutbound, callOutbound),
  greet: {
    '/': ({ actor, connection, reply }) => reply('connected', { socketId: connection, userId: actor.userId }),
  },
  rest: tables(loginRest, visitRest, fileRest, callRest),
})
