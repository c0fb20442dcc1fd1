import { callStatus } from '@/lib/contracts/call-status/contract'
import { DomainError } from '@/lib/domain/errors'
import { defineGateway } from '../kit'
import { RANDOM_SESSIONS_ALONE } from '../random-sessions-alone'
import { callOutbound, statusRest } from './calls'

/** Who follows which calls, and what becomes of those. */
export const callStatusGateway = defineGateway({
  contract: callStatus,
  silent: [
    ...RANDOM_SESSIONS_ALONE,
    'conversation.message',
    'conversation.message-changed',
    'conversation.receipt',
    'conversation.members-changed',
    'conversation.changed',
    'conversation.viewer-joined',
    'conversation.viewer-left',
    'conversation.typing',
    'presence.changed',
    'visit.waiting',
    'visit.admitted',
    'visit.participants-changed',
    'visit.over',
    'conversation.deleted',
    'conversation.file',
    'broadcast.sent',
    'call.incoming',
    'call.offered',
    'call.taken',
    'call.refused',
    'call.left',
    'call.signal',
    'call.mute-asked',
    'call.locked',
    'call.hand',
  ],
  inbound: {
    'ws:/': {
      init: async ({ userId, token }, { actor, services, become, reply }) => {
        const who = token === undefined ? actor : await services.logins.byAccessToken(token)
        if (!who) throw new DomainError('AUTHENTICATION_REQUIRED')
        const { id, email } = await services.identity.profile(who)
        if (userId !== id && userId.toLowerCase() !== email) throw new DomainError('FORBIDDEN')
        await become(who)
        reply('connected', {
          type: 'connected',
          userId,
          message: 'Successfully connected to WebSocket server',
        })
      },
    },
  },
  outbound: callOutbound,
  rest: statusRest,
})
