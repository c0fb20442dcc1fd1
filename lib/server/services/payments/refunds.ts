import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Order } from '@/lib/domain/payments/orders'
import { authorize } from '@/lib/domain/permissions'
import type { OrderQuery, Orders } from '@/lib/server/ports/payments/orders'
import type { PaymentProviders } from '@/lib/server/ports/payments/payment-provider'
import type { Clock } from '@/lib/server/ports/system'
import type { OutboxConsumer } from '../outbox/relay'
import type { Settling } from './settling'

interface Deps {
  readonly orders: Orders
  readonly paymentProviders: PaymentProviders
  readonly settling: Settling
  readonly clock: Clock
}

/** An order, and whether its money was to go back and has not, although its provider is not asked any more. */
export type OrderWithRefund = Order & { readonly hasRefundFailed: boolean }

/** Orders as administrators see them, and money that goes back. */
export function createRefunds({ orders, paymentProviders, settling, clock }: Deps) {
  const { settle, asked, revenueChanged } = settling

  /** Asks the provider to send the money back, as often as it takes; what it answers is settled as its webhook would be. */
  const carryOut: OutboxConsumer<'refund'> = async ({ payload }) => {
    const order = await orders.find(payload.order)
    if (!order || order.received === order.refunded) return
    const { provider, received } = order
    const client = paymentProviders[provider]
    if (!client) throw new DomainError('PAYMENT_METHOD_UNAVAILABLE')
    await settle(provider, await asked(provider, () => client.refund(order, received)))
  }

  return {
    carryOut,

    /** Newest first, with whether there is more. @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: OrderQuery,
    ): Promise<{ orders: readonly OrderWithRefund[]; hasMore: boolean }> {
      authorize(actor, 'admin.revenue')
      const found = await orders.page(actor.tenantId, { ...query, limit: query.limit + 1 })
      const shown = found.slice(0, query.limit)
      const asked = shown.filter(awaitsRefund).map(({ id }) => id)
      const underway = asked.length > 0 ? await orders.refundsUnderway(asked) : new Set()
      const rows = shown.map((order) => {
        return { ...order, hasRefundFailed: awaitsRefund(order) && !underway.has(order.id) }
      })
      return { orders: rows, hasMore: found.length > query.limit }
    },

    /**
     * Decides that all of an order's money goes back; again, once its provider was asked in vain.
     *
     * @throws FORBIDDEN, ORDER_NOT_FOUND, NOTHING_TO_REFUND, ALREADY_DECIDED
     */
    async request(actor: Actor, id: string, reason: string): Promise<OrderWithRefund> {
      authorize(actor, 'admin.revenue')
      const { tenantId, userId: actorId } = actor
      const at = clock.now()
      const audit = { tenantId, actorId, action: 'order.refunded', targetId: id, details: { reason }, at }
      const outcome = await orders.requestRefund(tenantId, id, reason, audit)
      if (outcome === 'unknown') throw new DomainError('ORDER_NOT_FOUND')
      if (outcome === 'no-money') throw new DomainError('NOTHING_TO_REFUND')
      if (outcome === 'decided') throw new DomainError('ALREADY_DECIDED')
      await revenueChanged(tenantId)
      return { ...outcome, hasRefundFailed: false }
    },
  }
}

const awaitsRefund = ({ refundRequestedAt, received, refunded }: Order) =>
  refundRequestedAt !== null && received > refunded
