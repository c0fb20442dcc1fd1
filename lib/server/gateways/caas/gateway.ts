import { caas } from '@/lib/contracts/caas/contract'
import { tables } from '@/lib/contracts/tables'
import { defineGateway } from '../kit'
import { chatInbound } from './chat'
import { chatOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { privacyRest } from './privacy'

/** Conversations and presence in snake_case, each on a namespace of its own. */
export const caasGateway = defineGateway({
  contract: caas,
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
    'visit.waiting',
    'visit.admitted',
    'visit.over',
    'conversation.file',
    'broadcast.sent',
  ],
  inbound: { '/chat': chatInbound, '/presence': presenceInbound },
  outbound: tables(chatOutbound, presenceOutbound),
  rest: privacyRest,
})
