import { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { Actor } from '@/lib/domain/accounts'
import { DOMAIN_EVENT_TYPES } from '@/lib/domain/events/domain-event'
import { defineGateway } from '../kit'

/** Of this contract only the connection's identity is due so far, so no domain event is carried yet. */
export const helpdeskGateway = defineGateway({
  contract: helpdesk,
  silent: DOMAIN_EVENT_TYPES,
  inbound: {
    '/': {
      authenticate: async (token, { services, become, reply }) => {
        const actor = await services.logins.byAccessToken(token)
        await become(actor)
        reply('authenticated', whoIs(actor))
        return whoIs(actor)
      },
    },
  },
  outbound: {},
  rest: {},
})

function whoIs({ userId, displayName, role }: Actor) {
  return { userId, displayName: displayName ?? 'Guest', role }
}
