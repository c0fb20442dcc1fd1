import { helpdesk } from '@/lib/contracts/helpdesk/contract'
import { tables } from '@/lib/contracts/tables'
import type { Actor } from '@/lib/domain/accounts'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { fileInbound, fileOutbound } from './files'
import { broadcastInbound, broadcastOutbound } from './broadcasts'
import { callInbound, callOutbound } from './calls'
import { chatInbound } from './inbound'
import { chatOutbound } from './outbound'
import { presenceInbound, presenceOutbound } from './presence'
import { channelRest } from './rest'

/** Channels and their messages. */
export const helpdeskGateway = defineGateway({
  contract: helpdesk,
  silent: [
    ...RANDOM_SESSIONS_ALONE,
    'visit.waiting',
    'visit.admitted',
    'visit.participants-changed',
    'visit.over',
    'call.placed',
    'call.mute-asked',
    'call.status-test',
    'telephone.changed',
    'call.locked',
    'call.hand',
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
      ...callInbound,
    },
  },
  outbound: tables(chatOutbound, fileOutbound, presenceOutbound, broadcastOutbound, callOutbound),
  rest: channelRest,
})

function whoIs({ userId, displayName, role }: Actor) {
  return { userId, displayName: displayName ?? 'Guest', role }
}
