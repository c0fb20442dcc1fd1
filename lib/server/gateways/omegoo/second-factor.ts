import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { secondFactorRest as rows } from '@/lib/contracts/omegoo/second-factor-rest'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

/** omegoo's endpoints of the second factor, one service call each. */
export const secondFactorRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  secondFactor: async (_, { actor, services }) => {
    const { isRequired, hasTotp, recoveryCodesLeft, passkeys } = await services.secondFactor.state(actor)
    return ok({
      required: isRequired,
      totp: hasTotp,
      recoveryCodesLeft,
      passkeys: passkeys.map(({ id, name, createdAt, usedAt }) => ({
        id,
        name,
        createdAt: isoTime(createdAt),
        lastUsedAt: usedAt === null ? null : isoTime(usedAt),
      })),
    })
  },

  factorOptions: async (_, { actor, services }) =>
    ok({ options: await services.secondFactor.optionsToShow(actor) }),

  beginTotp: async ({ body }, context) =>
    ok(await context.services.secondFactor.beginTotp(context.actor, body, context)),

  confirmTotp: async ({ body }, { actor, services }) =>
    ok({ recoveryCodes: [...(await services.secondFactor.confirmTotp(actor, body.code))] }),

  dropTotp: async ({ body }, context) => {
    await context.services.secondFactor.dropTotp(context.actor, body, context)
    return ok({})
  },

  renewRecoveryCodes: async ({ body }, context) => {
    const { secondFactor } = context.services
    return ok({
      recoveryCodes: [...(await secondFactor.renewRecoveryCodes(context.actor, body, context))],
    })
  },

  beginPasskey: async ({ body }, context) =>
    ok({
      options: await context.services.secondFactor.beginPasskey(context.actor, body, context),
    }),

  addPasskey: async ({ body: { name, passkey } }, { actor, services }) => {
    const { id, recoveryCodes } = await services.secondFactor.addPasskey(actor, name, passkey)
    return ok({ id, recoveryCodes: [...recoveryCodes] })
  },

  dropPasskey: async ({ params: { id }, body }, context) => {
    await context.services.secondFactor.dropPasskey(context.actor, id, body, context)
    return ok({ id })
  },

  passkeyOptions: async ({ body, headers }, context) => {
    const tenant = await context.services.tenants.ofKey(headers['x-tenant-key'])
    return ok({ options: await context.services.identity.passkeyOptions(tenant, body, context) })
  },
}
