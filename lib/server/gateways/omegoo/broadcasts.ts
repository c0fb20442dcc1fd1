import type { broadcastRest as rows } from '@/lib/contracts/omegoo/broadcast-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { Broadcast } from '@/lib/domain/broadcasts'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

const formOf = ({ id, message, priority, from, at }: Broadcast) => ({
  broadcastId: id,
  message,
  priority,
  from: from?.displayName ?? null,
  broadcastAt: isoTime(at),
})

/** omegoo's endpoints of broadcasts, one service call each. */
export const broadcastRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  sendBroadcast: async ({ body: { message, priority } }, { actor, services }) =>
    ok(formOf(await services.broadcasts.send(actor, message, priority))),

  broadcastDays: async ({ query: { days } }, { actor, services }) =>
    ok({ days: [...(await services.broadcasts.days(actor, days))] }),

  broadcasts: async ({ query: { before, ...query } }, { actor, services }) => {
    const since = before === undefined ? undefined : Date.parse(before)
    const { broadcasts, hasMore } = await services.broadcasts.page(actor, { ...query, before: since })
    return ok({ broadcasts: broadcasts.map((one) => ({ ...formOf(one), reached: one.reached })), hasMore })
  },
}
