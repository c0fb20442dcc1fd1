import type { ageRest as rows } from '@/lib/contracts/omegoo/age-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type GatewayRest, ok } from '../kit'

/** omegoo's endpoints of age assurance, one service call each. */
export const ageRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  age: async (_, { actor, services }) => ok({ state: await services.ageAssurance.state(actor) }),

  beginAgeCheck: async (_, { actor, services }) => ok({ url: await services.ageAssurance.begin(actor) }),

  verifyAge: async (_, { actor, services }) => ok({ state: await services.ageAssurance.verify(actor) }),

  ageWebhook: async ({ body, headers }, { services }) => {
    await services.ageAssurance.receive(body.bytes, headers['x-age-signature'])
    return ok({})
  },
}
