import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type GatewayRest, ok } from '../kit'

export const statsRest = {
  deviceRefused: async ({ body: { kind, error } }, { actor, services }) => {
    await services.deviceRefusals.note(actor, kind, error)
    return ok({})
  },
  uplink: ({ body: { bytes } }) => ok({ bytes: bytes.length }),
  rate: async ({ body: { sessionId, rating } }, { actor, services }) => {
    await services.history.rate(actor, sessionId, rating)
    return ok({})
  },
} satisfies Partial<GatewayRest<typeof omegoo>>
