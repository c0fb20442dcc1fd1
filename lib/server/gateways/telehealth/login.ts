import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { GatewayRest } from '../kit'

/** telehealth's endpoints, one service call each. */
export const loginRest: Pick<GatewayRest<typeof telehealth>, 'login'> = {
  login: async ({ body, headers }, context) => {
    const { services } = context
    const tenant = await services.tenants.ofKey(headers['x-tenant-key'])
    const { user, loginId, token, refreshToken } = await services.identity.loginByEmail(tenant, body, context)
    await context.startWebSession(user.id, loginId)
    if (user.email !== null) context.knowDevice(user.email)
    const { id, email, displayName, role } = user
    return { success: true, token, refreshToken, user: { id, email: email ?? '', displayName, role } }
  },
}
