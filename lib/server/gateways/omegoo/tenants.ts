import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { tenantRest as rows } from '@/lib/contracts/omegoo/tenant-rest'
import { type GatewayRest, ok } from '../kit'
import { isoOrNull } from './admin-forms'
import { isoTime } from '../iso-time'

/** omegoo's endpoints of tenants, one service call each. */
export const tenantRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  tenants: async (_, { actor, services }) => {
    const tenants = await services.tenants.list(actor)
    return ok({
      tenants: tenants.map(({ id, name, createdAt, keys }) => ({
        tenantId: id,
        name,
        createdAt: isoTime(createdAt),
        keys: keys.map((key) => ({
          keyId: key.id,
          hint: key.hint,
          createdAt: isoTime(key.createdAt),
          revokedAt: isoOrNull(key.revokedAt),
        })),
      })),
    })
  },

  createTenant: async ({ body }, { actor, services }) => {
    const { tenant, key } = await services.tenants.create(actor, body.name)
    return ok({ tenantId: tenant, tenantKey: key })
  },

  addTenantKey: async ({ params }, { actor, services }) => {
    const { id, key } = await services.tenants.addKey(actor, params.id)
    return ok({ keyId: id, tenantKey: key })
  },

  revokeTenantKey: async ({ params: { id, keyId } }, { actor, services }) => {
    await services.tenants.revokeKey(actor, id, keyId)
    return ok({ keyId })
  },

  nameTenantAdministrator: async ({ params, body }, { actor, services }) =>
    ok({ userId: await services.tenants.nameAdministrator(actor, params.id, body.email) }),
}
