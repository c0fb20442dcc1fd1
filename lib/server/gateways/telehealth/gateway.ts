import { telehealth } from '@/lib/contracts/telehealth/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { roomInbound } from './inbound'
import { fileRest } from './files'
import { loginRest } from './login'
import { roomOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { visitInbound, visitOutbound, visitRest } from './visits'

/** Rooms, visits and messages. */
export const telehealthGateway = defineGateway({
  contract: telehealth,
  silent: [...RANDOM_SESSIONS_ALONE, 'conversation.file', 'broadcast.sent'],
  inbound: { '/': { ...roomInbound, ...presenceInbound, ...visitInbound } },
  outbound: tables(roomOutbound, presenceOutbound, visitOutbound),
  greet: {
    '/': ({ actor, connection, reply }) => reply('connected', { socketId: connection, userId: actor.userId }),
  },
  rest: tables(loginRest, visitRest, fileRest),
})
