import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { paymentRest as rows } from '@/lib/contracts/omegoo/payment-rest'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import type { Millis } from '@/lib/domain/ids'
import { GOOD_NAMES, GOODS, type Possession } from '@/lib/domain/payments/goods'
import type { Order } from '@/lib/domain/payments/orders'
import { type CoinPackage, COIN_PACKAGES, taxIn } from '@/lib/domain/payments/packages'
import { idFor } from '@/lib/domain/sessions'
import { toUser } from '@/lib/domain/topics'
import { type FrameOf, type GatewayInbound, type GatewayRest, ok } from '../kit'
import { isoOrNull } from './admin-forms'
import { isoTime } from '../iso-time'

const millis = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))

/** omegoo's endpoints of payments and of the wallet, one service call each. */
export const paymentRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  createOrder: async ({ body }, { actor, services, language }) => {
    const order = await services.payments.createOrder(actor, { ...body, language })
    const { id: orderId, provider, amount, coins, coinPackage, status, checkoutId, checkoutUrl } = order
    return ok({
      orderId,
      provider,
      amount,
      ...costOf(order),
      coins,
      coinPackage,
      status,
      checkoutId,
      checkoutUrl,
      expiresAt: isoTime(order.expiresAt),
    })
  },

  verifyPayment: async ({ body: { orderId, paymentId, signature } }, { actor, services }) => {
    const { order, balance } = await services.payments.verify(actor, { orderId, paymentId, signature })
    return ok({ orderId, status: order.status, coins: order.coins, balance })
  },

  paymentHistory: async ({ query: { before, ...query } }, { actor, services, now }) => {
    const { payments, hasMore } = await services.payments.history(actor, { ...query, before: millis(before) })
    return ok({ payments: payments.map((order) => ownPaymentOf(order, now)), hasMore })
  },

  stripeWebhook: async ({ body: { bytes }, headers }, { services }) => {
    await services.payments.webhook('stripe', { bytes, signature: headers['stripe-signature'] })
    return ok({})
  },

  razorpayWebhook: async ({ body: { bytes }, headers }, { services }) => {
    await services.payments.webhook('razorpay', { bytes, signature: headers['x-razorpay-signature'] })
    return ok({})
  },

  wallet: async (_, { actor, services }) => {
    const { balance, possessions } = await services.wallet.of(actor)
    const packages = services.payments.packages()
    return ok({
      balance,
      packages: COIN_PACKAGES.map((name) => ({
        coinPackage: name,
        coins: packages[name].coins,
        ...costOf({ ...packages[name], tax: taxIn(packages[name]) }),
      })),
      providers: services.payments.methods(),
      goods: GOOD_NAMES.map((good) => {
        const { price, lastsMs, choices } = GOODS[good]
        return { good, price, lasts: lastsMs === null ? null : lastsMs / 1_000, choices: [...choices] }
      }),
      owned: possessions.map(ownedOf),
    })
  },

  walletLines: async ({ query }, { actor, services }) => {
    const { lines, hasMore } = await services.wallet.lines(actor, query)
    return ok({ lines: lines.map(({ at, ...line }) => ({ ...line, at: isoTime(at) })), hasMore })
  },

  spendCoins: async ({ body: { good, choice, key } }, { actor, services }) => {
    const { balance, possession } = await services.wallet.spend(actor, { good, choice: choice ?? null, key })
    return ok({ balance, owned: possession && ownedOf(possession) })
  },
}

function ownPaymentOf(order: Order, now: Millis) {
  const isPayable = order.status === 'created' && order.expiresAt > now
  return { ...paymentOf(order), isPayable, checkoutUrl: isPayable ? order.checkoutUrl : null }
}

/** An order as its person sees it. */
export function paymentOf(order: Order) {
  const { id: orderId, provider, amount, coins, coinPackage, status, failure, refunded } = order
  return {
    orderId,
    provider,
    amount,
    ...costOf(order),
    coins,
    coinPackage,
    status,
    failure,
    refunded,
    createdAt: isoTime(order.createdAt),
    paidAt: isoOrNull(order.paidAt),
    refundedAt: isoOrNull(order.refundedAt),
  }
}

function costOf({
  price,
  currency,
  tax,
  taxBasisPoints,
}: Pick<CoinPackage, 'price' | 'currency' | 'taxBasisPoints'> & { readonly tax: number }) {
  return { price, currency, tax, taxPercent: taxBasisPoints / 100 }
}

const ownedOf = ({ good, choice, until }: Possession) => ({ good, choice, until: isoTime(until) })

export const paymentInbound = {
  'send-gift': ({ sessionId: id, gift, key }, { actor, services }) =>
    services.gifts.give(actor, { id, gift, key }),
} satisfies Partial<GatewayInbound<typeof omegoo>['/']>

/** What a person's clients are told of their coins, and of gifts. */
export const paymentOutbound = {
  'wallet.changed': ({ user, balance }: DomainEventOf<'wallet.changed'>): FrameOf<typeof omegoo>[] => [
    { to: toUser(user), event: 'wallet-updated', data: { balance } },
  ],

  'session.gift': ({ session, giver, gift }: DomainEventOf<'session.gift'>): FrameOf<typeof omegoo>[] =>
    session.participants.map(({ user }) => ({
      to: toUser(user),
      event: 'gift-received',
      data: { sessionId: session.id, gift, senderId: idFor(session, user, giver) },
    })),
}
