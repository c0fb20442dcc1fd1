import type { Call } from '@/lib/domain/calls/call'
import type { Services } from './core'
import type { Runtime } from './runtime-slot'

/** Calls of several in caas' form, for other code of the server. @see lib/group-call-manager.ts */
export function createGroupCallForms({ groupCalls }: Pick<Services, 'groupCalls'>): Runtime['groupCalls'] {
  return {
    create: async (creator, people, callType, tenantId) =>
      formOf(await groupCalls.createFor(creator, tenantId, { people, callType })),
    add: async (callId, user) => formOf(await groupCalls.addFor(callId, user)),
    remove: (callId, user) => groupCalls.removeFor(callId, user),
  }
}

const formOf = ({ id, placer, tenantId, callType, people }: Call) => ({
  call_id: id,
  creator_id: placer,
  tenant_id: tenantId,
  media_type: callType,
  participant_ids: people.filter(({ stage }) => stage !== 'out').map(({ user }) => user),
})
