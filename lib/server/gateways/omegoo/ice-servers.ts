import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type GatewayInbound, type GatewayRest, ok } from '../kit'

/** Also sent as an event, for clients that ask for no acknowledgement. */
export const iceInbound = {
  'get-ice-servers': async (_, { actor, services, reply }) => {
    const configuration = await services.iceServers.of(actor)
    reply('ice-servers', configuration)
    return configuration
  },
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

export const iceRest = {
  iceServers: async (_, { actor, services }) => ok(await services.iceServers.of(actor)),
} satisfies Partial<GatewayRest<typeof omegoo>>
