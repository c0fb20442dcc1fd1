import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { adminRest as rows } from '@/lib/contracts/omegoo/admin-rest'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from './spelling'

/** omegoo's endpoints of administration, one service call each. */
export const adminRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  banUser: async ({ body: { userId, reason, expiresAt } }, { actor, services }) => {
    const until = expiresAt ? Date.parse(expiresAt) : null
    await services.bans.ban(actor, { userId, reason, until })
    return ok({ userId, bannedUntil: until === null ? null : isoTime(until) })
  },
}
