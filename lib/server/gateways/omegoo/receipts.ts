import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { receiptRest as rows } from '@/lib/contracts/omegoo/receipt-rest'
import { type GatewayRest, ok } from '../kit'
import { isoTime } from '../iso-time'

const algorithm = 'Ed25519'

/** omegoo's endpoints of receipts, one service call each. */
export const receiptRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  receipt: async ({ params: { id } }, { actor, services }) =>
    ok({ ...(await services.receipts.issue(actor, id)), algorithm }),

  receiptKeys: async (_, { services }) => {
    const keys = await services.receipts.keys()
    return ok({
      keys: keys.map(({ id, publicKey, createdAt }) => ({
        keyId: id,
        algorithm,
        publicKey,
        createdAt: isoTime(createdAt),
      })),
    })
  },
}
