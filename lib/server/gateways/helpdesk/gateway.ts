import { helpdesk } from '@/lib/contracts/helpdesk/contract'
import { tables } from '@/lib/contracts/tables'
import type { Actor } from '@/lib/domain/accounts'
import { defineGateway } from '../kit'
import { fileInbound, fileOutbound } from './files'
import { broadcastInbound, broadcastOutbound } from './broadcasts'
import { chatInbound } from './inbound'
import { chatOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { channelRest } from './rest'

/** Channels and their messages. */
export const helpdeskGateway = defineGateway({
  contract: helpdesk,
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
  ],
  inbound: {
    '/': {
      authenticate: async (token, { services, become, reply }) => {
        const actor = await services.logins.byAccessToken(token)
        await become(actor)
        reply('authenticated', whoIs(actor))
        return whoIs(actor)
      },
      ...chatInbound,
      ...fileInbound,
      ...presenceInbound,
      ...broadcastInbound,
    },
  },
  outbound: tables(chatOutbound, fileOutbound, presenceOutbound, broadcastOutbound),
  rest: channelRest,
})

function whoIs({ userId, displayName, role }: Actor) {
  return { userId, displayName: displayName ?? 'Guest', role }
}
