import { telehealth } from '@/lib/contracts/telehealth/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { roomInbound } from './inbound'
import { fileRest } from './files'
import { loginRest } from './login'
import { roomOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { visitInbound, visitOutbound, visitRest } from './visits'

/** Rooms, visits and messages. */
export const telehealthGateway = defineGateway({
  contract: telehealth,
  silent: [
    'queue.joined',
    'queue.left',
    'session.started',
    'session.message',
    'session.redelivered',
    'session.delivered',
    'session.replayed',
    'session.typing',
    'participant.disconnected',
    'participant.returned',
    'participant.media',
    'session.signal',
    'session.revealed',
    'conversation.stayed-in-touch',
    'conversation.message-flagged',
    'mode.requested',
    'mode.declined',
    'mode.changed',
    'session.ended',
    'session.lost',
    'message.flagged',
    'report.submitted',
    'report.decided',
    'case.claimed',
    'account.warned',
    'matching.paused',
    'appeal.made',
    'appeal.decided',
    'account.role-changed',
    'account.tier-changed',
    'login.ended',
    'figures.changed',
    'figures.counted',
    'figures.point',
    'alert.changed',
    'wallet.changed',
    'session.gift',
    'revenue.changed',
    'conversation.changed',
    'conversation.deleted',
    'conversation.file',
    'broadcast.sent',
  ],
  inbound: { '/': { ...roomInbound, ...presenceInbound, ...visitInbound } },
  outbound: tables(roomOutbound, presenceOutbound, visitOutbound),
  greet: {
    '/': ({ actor, connection, reply }) => reply('connected', { socketId: connection, userId: actor.userId }),
  },
  rest: tables(loginRest, visitRest, fileRest),
})
