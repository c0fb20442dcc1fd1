import type { Actor } from '@/lib/domain/accounts'
import { DomainError, isDomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import {
  ABANDONED_MS,
  type Order,
  type PaymentMethod,
  type PaymentProvider,
} from '@/lib/domain/payments/orders'
import { type CoinPackageName, type CoinPackages, taxIn } from '@/lib/domain/payments/packages'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Ledger } from '@/lib/server/ports/payments/ledger'
import type { Orders, OwnOrdersQuery } from '@/lib/server/ports/payments/orders'
import type {
  PaymentProof,
  PaymentProviderClient,
  PaymentProviders,
  Webhook,
} from '@/lib/server/ports/payments/payment-provider'
import type { Clock, Ids } from '@/lib/server/ports/system'
import type { Settling } from './settling'

interface Deps {
  readonly orders: Orders
  readonly ledger: Pick<Ledger, 'balance'>
  readonly accountChanges: Pick<AccountChanges, 'setLanguage'>
  readonly paymentProviders: PaymentProviders
  readonly settling: Settling
  readonly packages: CoinPackages
  /** Where people reach us, without a trailing slash. */
  readonly address: string
  readonly clock: Clock
  readonly ids: Ids
}

/** What a client asks to buy. */
export interface OrderWish {
  /** Said by the client and told back; the package decides the price. */
  readonly amount: number
  readonly coinPackage: CoinPackageName
  readonly paymentMethod: PaymentMethod
  /** In which language the person reads; receipts come in it. */
  readonly language: string
}

const SWEEP_MS: Millis = 60_000
const SWEPT_AT_ONCE = 20
const GIVEN_UP_MS: Millis = 24 * 60 * 60_000

/** Orders, from the wish to the coins. Nothing that a browser says is believed: the provider is asked. */
export function createPayments(deps: Deps) {
  const { orders, ledger, accountChanges, paymentProviders, packages, address, clock, ids } = deps
  const { settle, asked, noted } = deps.settling

  clock.every(SWEEP_MS, () => sweep(deps))

  return {
    /** Who can be paid through here; without any configured and none simulated, nobody. */
    methods: () => Object.keys(paymentProviders) as PaymentProvider[],
    packages: () => packages,

    /** @throws PAYMENT_METHOD_UNAVAILABLE, PAYMENT_FAILED when the provider does not take it */
    async createOrder(actor: Actor, wish: OrderWish): Promise<Order> {
      const [provider, client] = chosen(paymentProviders, wish.paymentMethod)
      const at = clock.now()
      const order = newOrder(actor, wish, { id: ids.next(), provider, packages, at })
      await accountChanges.setLanguage(actor.userId, wish.language)
      await orders.create(order)
      const returnUrl = `${address}/wallet?order=${order.id}`
      const title = `Omegoo: ${order.coins} coins`
      try {
        const checkout = await asked(provider, () => client.openCheckout(order, { title, returnUrl }))
        await orders.opened(order.id, checkout)
        return { ...order, ...checkout }
      } catch (error) {
        if (!isDomainError(error)) throw error
        await orders.fail(order.id, clock.now())
        throw new DomainError('PAYMENT_FAILED')
      }
    },

    /**
     * Finds out whether an order was paid, and hands its coins out if so; again, it tells the same.
     *
     * @throws ORDER_NOT_FOUND, PAYMENT_FAILED when it is not, UNAVAILABLE when the provider does not answer
     */
    async verify(
      { userId }: Actor,
      { orderId, ...proof }: PaymentProof & { readonly orderId: string },
    ): Promise<{ order: Order; balance: number }> {
      const known = await orders.find(orderId)
      if (known?.userId !== userId) throw new DomainError('ORDER_NOT_FOUND')
      if (known.received === 0) await lookUp(known, proof)
      const order = (await orders.find(orderId)) ?? known
      if (order.status === 'created' || order.status === 'failed') throw new DomainError('PAYMENT_FAILED')
      return { order, balance: await ledger.balance(userId) }
    },

    /** Newest first, with whether there is more. */
    async history({ userId }: Actor, query: OwnOrdersQuery) {
      const found = await orders.ofUser(userId, { ...query, limit: query.limit + 1 })
      return { payments: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /** @throws NOT_FOUND where the provider is not configured, INVALID_SIGNATURE, INVALID_REQUEST, UNAVAILABLE */
    async webhook(provider: PaymentMethod, webhook: Webhook): Promise<void> {
      const read = paymentProviders[provider]?.readWebhook
      if (!read) throw new DomainError('NOT_FOUND')
      const notice = await asked(provider, () => read(webhook))
      if (notice === 'forged') throw new DomainError('INVALID_SIGNATURE')
      if (notice === 'malformed') {
        await noted(provider, 'a webhook in a form that is not known')
        throw new DomainError('INVALID_REQUEST', { description: 'The form of this event is not known' })
      }
      if (notice !== 'other') await settle(provider, notice)
    },
  }

  async function lookUp(order: Order, proof: PaymentProof): Promise<void> {
    const client = paymentProviders[order.provider]
    if (!client) throw new DomainError('PAYMENT_METHOD_UNAVAILABLE')
    const notice = await asked(order.provider, () => client.lookUp(order, proof))
    // What is over is left to the sweep: somebody who asks too early is not what ends an order.
    if (notice !== undefined && notice !== 'forged' && notice.kind === 'paid')
      await settle(order.provider, notice)
  }
}

/** The provider asked for; where none is configured, the simulated one stands for each. */
function chosen(
  providers: PaymentProviders,
  method: PaymentMethod,
): readonly [PaymentProvider, PaymentProviderClient] {
  for (const name of [method, 'simulated'] as const) {
    const client = providers[name]
    if (client) return [name, client]
  }
  throw new DomainError('PAYMENT_METHOD_UNAVAILABLE')
}

interface Circumstances {
  readonly id: string
  readonly provider: PaymentProvider
  readonly packages: CoinPackages
  readonly at: Millis
}

function newOrder(
  { userId, tenantId }: Actor,
  { amount, coinPackage }: OrderWish,
  { id, provider, packages, at }: Circumstances,
): Order {
  const { coins, price, currency, taxBasisPoints } = packages[coinPackage]
  return {
    id,
    tenantId,
    userId,
    provider,
    coinPackage,
    coins,
    price,
    currency,
    taxBasisPoints,
    tax: taxIn(packages[coinPackage]),
    amount,
    status: 'created',
    failure: null,
    checkoutId: null,
    checkoutUrl: null,
    paymentId: null,
    received: 0,
    receivedCurrency: null,
    refunded: 0,
    coinsTaken: 0,
    refundReason: null,
    refundRequestedAt: null,
    dispute: null,
    createdAt: at,
    expiresAt: at + ABANDONED_MS,
    paidAt: null,
    refundedAt: null,
  }
}

/** Ends what nobody paid, after asking once more: news that it was paid may have been lost. */
async function sweep({ orders, paymentProviders, clock, settling }: Deps): Promise<void> {
  const { settle, asked } = settling
  for (const order of await orders.due(clock.now(), SWEPT_AT_ONCE)) {
    const { id, provider, checkoutId } = order
    const client = paymentProviders[provider]
    const nothing = { paymentId: undefined, signature: undefined }
    const expired = {
      kind: 'expired',
      orderId: id,
      checkoutId,
      paymentId: null,
      amount: 0,
      currency: '',
    } as const
    try {
      const notice = client && (await asked(provider, () => client.lookUp(order, nothing)))
      await settle(provider, notice === undefined || notice === 'forged' ? expired : notice)
    } catch (error) {
      if (!isDomainError(error)) throw error
      // A provider that does not answer is asked again with the next sweeps, but not for ever.
      if (clock.now() - order.expiresAt > GIVEN_UP_MS) await settle(provider, expired)
    }
  }
}
