import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type GatewayRest, ok } from '../kit'

export const statsRest = {
  deviceRefused: async ({ body: { kind, error } }, { services }) => {
    await services.deviceRefusals.note(kind, error)
    return ok({})
  },
} satisfies Partial<GatewayRest<typeof omegoo>>
