import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { Order, OrderStatus, PaymentNotice } from '@/lib/domain/payments/orders'
import type { AuditEntry } from '../moderation/moderation'

export interface NewCheckout {
  readonly checkoutId: string
  readonly checkoutUrl: string | null
}

/** An order as a notice left it, and what that did. */
export interface Settled {
  readonly order: Order
  /** Something of the order is another than before. */
  readonly changed: boolean
  /** The person's coins, where they changed; null: they did not, or the account has gone. */
  readonly balance: number | null
}

export interface OwnOrdersQuery {
  /** Strictly older; together with `beforeId` those of the same moment with a greater id as well. */
  readonly before?: Millis | undefined
  readonly beforeId?: string | undefined
  readonly limit: number
}

export interface OrderQuery extends OwnOrdersQuery {
  readonly status?: OrderStatus | undefined
  readonly user?: UserId | undefined
}

/** Orders with the ledger, the balances and the days' figures that follow from them: each method is one transaction. */
export interface Orders {
  /** Stores a new order and counts it. */
  create(order: Order): Promise<void>
  /** What the provider calls its checkout. */
  opened(id: string, checkout: NewCheckout): Promise<void>
  find(id: string): Promise<Order | undefined>
  /** Newest first, then by id. */
  ofUser(user: UserId, query: OwnOrdersQuery): Promise<readonly Order[]>
  /** Newest first, then by id. */
  page(tenant: TenantId, query: OrderQuery): Promise<readonly Order[]>
  /** Created, and past their time; longest first. */
  due(now: Millis, limit: number): Promise<readonly Order[]>
  /**
   * Applies what a provider says, once however often it is said. Of two at the same time the second waits and sees what the
   * first did. A payment that is accepted writes the outbox message `receipt`.
   *
   * @returns undefined: no order of this provider is meant
   */
  settle(provider: Order['provider'], notice: PaymentNotice, now: Millis): Promise<Settled | undefined>
  /** The provider did not take the order. */
  fail(id: string, now: Millis): Promise<void>
  /**
   * Decides that an order's money goes back, with the outbox message `refund` and an audit entry. What its provider refused until
   * the message was given up can be decided again.
   *
   * @returns `no-money`: none came, or all of it went back. `decided`: the provider is still being asked
   */
  requestRefund(
    tenant: TenantId,
    id: string,
    reason: string,
    audit: AuditEntry,
  ): Promise<Order | 'unknown' | 'no-money' | 'decided'>
  /** Of these orders those whose provider is still being asked to send money back. */
  refundsUnderway(ids: readonly string[]): Promise<ReadonlySet<string>>
}
