import type { Millis, TenantId, UserId } from '../ids'
import type { CoinPackageName } from './packages'

/** @see spec/omegoo.md "POST /api/payment/create-order" */
export const PAYMENT_METHODS = ['razorpay', 'stripe'] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]
export const PAYMENT_PROVIDERS = [...PAYMENT_METHODS, 'simulated'] as const
export type PaymentProvider = (typeof PAYMENT_PROVIDERS)[number]

/** @see contracts, section 8 "payments" */
export const ORDER_STATUSES = ['created', 'paid', 'failed', 'refunded'] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/**
 * Why an order failed. `abandoned`: nobody paid in time. `price-mismatch`: what was paid is not its price, so nothing is
 * handed out and the money is to go back. `surplus`: it stands for a second payment of another order, which is to go back too.
 * `provider`: the provider did not take the order.
 */
export const ORDER_FAILURES = ['abandoned', 'declined', 'price-mismatch', 'surplus', 'provider'] as const
export type OrderFailure = (typeof ORDER_FAILURES)[number]

/** More than a provider charges at once, in the smallest unit: what is said to be more is no payment. */
export const LARGEST_PAYMENT = 2_147_483_647

export const DISPUTES = ['open', 'won', 'lost'] as const
export type Dispute = (typeof DISPUTES)[number]

/** What a person has begun to buy. */
export interface Order {
  readonly id: string
  readonly tenantId: TenantId
  readonly userId: UserId
  readonly provider: PaymentProvider
  readonly coinPackage: CoinPackageName
  readonly coins: number
  /** What is charged, in the currency's smallest unit, tax included. */
  readonly price: number
  readonly currency: string
  /** Hundredths of a per cent of the net price. */
  readonly taxBasisPoints: number
  /** What the price holds of it, in the smallest unit. */
  readonly tax: number
  /** What the client said. */
  readonly amount: number
  readonly status: OrderStatus
  readonly failure: OrderFailure | null
  /** The provider's name for its checkout. */
  readonly checkoutId: string | null
  /** The page on which one pays; null: there is none. */
  readonly checkoutUrl: string | null
  /** The provider's name for the payment. */
  readonly paymentId: string | null
  /** What has come in, in the smallest unit; with its currency where that is not the order's. */
  readonly received: number
  readonly receivedCurrency: string | null
  /** What has gone back so far, in the smallest unit. */
  readonly refunded: number
  /** Coins that a refund has taken back, or written off. */
  readonly coinsTaken: number
  readonly refundReason: string | null
  readonly refundRequestedAt: Millis | null
  /** What became of a bank's asking for the money back; null: no bank did. */
  readonly dispute: Dispute | null
  readonly createdAt: Millis
  /** Not paid by then: abandoned. */
  readonly expiresAt: Millis
  readonly paidAt: Millis | null
  readonly refundedAt: Millis | null
}

/**
 * How long one has to pay. The providers' pages close before: half an hour is the shortest that Stripe accepts, and what was
 * paid in the last moment has arrived.
 */
export const ABANDONED_MS: Millis = 45 * 60_000

/** What a provider says of a payment: in a webhook, or asked. */
export interface PaymentNotice {
  readonly kind: 'paid' | 'declined' | 'expired' | 'refunded' | 'disputed' | 'dispute-won' | 'dispute-lost'
  /** Ours, where the provider knows it. */
  readonly orderId: string | null
  readonly checkoutId: string | null
  readonly paymentId: string | null
  /** `paid`: what was charged. `refunded`: what has gone back so far, all of it together. In the smallest unit; else 0. */
  readonly amount: number
  /** ISO 4217, upper case; empty where no amount is named. */
  readonly currency: string
}

/** What is to be done about an order. */
export type OrderStep =
  | { readonly do: 'pay' }
  | { readonly do: 'hold'; readonly amount: number; readonly currency: string }
  | { readonly do: 'return'; readonly total: number }
  | { readonly do: 'fail'; readonly failure: OrderFailure }
  | { readonly do: 'dispute'; readonly dispute: Dispute }

type Decided = Pick<
  Order,
  'status' | 'failure' | 'price' | 'currency' | 'received' | 'receivedCurrency' | 'refunded' | 'dispute'
>

/**
 * What a notice means for an order. Notices come more than once, in any order, and late: what is decided already is not decided
 * again, money that comes after the order was given up still pays it, and money that went back must have come before.
 *
 * @returns nothing: there is nothing to do
 */
export function stepsFor(order: Decided, notice: PaymentNotice): readonly OrderStep[] {
  switch (notice.kind) {
    case 'paid':
      return isKnown(order, notice) ? [] : [arrival(order, notice)]
    case 'declined':
    case 'expired':
      if (order.status !== 'created') return []
      // One pays with another card on the same page: only its end is an end.
      return notice.kind === 'expired' ? [{ do: 'fail', failure: 'abandoned' }] : []
    case 'refunded':
      return returned(order, notice)
    case 'disputed':
      return order.dispute === null ? [...missed(order), { do: 'dispute', dispute: 'open' }] : []
    case 'dispute-won':
      return isDecided(order) ? [] : [{ do: 'dispute', dispute: 'won' }]
    case 'dispute-lost':
      return isDecided(order) ? [] : [{ do: 'dispute', dispute: 'lost' }, ...returnedAll(order)]
  }
}

/**
 * Whether a notice is about another payment than the one that an order has: money that came a second time, or its return. A card
 * that is refused after the order was paid is nothing of the kind.
 */
export function isOfAnotherPayment(
  { received, paymentId }: Pick<Order, 'received' | 'paymentId'>,
  notice: PaymentNotice,
): boolean {
  const { kind, amount } = notice
  if (kind === 'declined' || kind === 'expired') return false
  // Nothing came, and nothing went back.
  if ((kind === 'paid' || kind === 'refunded') && amount === 0) return false
  return received > 0 && paymentId !== null && notice.paymentId !== null && paymentId !== notice.paymentId
}

/** What stands for a second payment of `order`, of which nothing has been said so far: as an order it can be seen and sent back. */
export function surplusOf(order: Order, paymentId: string, { id, now }: { id: string; now: Millis }): Order {
  return {
    ...order,
    id,
    status: 'failed',
    failure: 'surplus',
    checkoutId: null,
    checkoutUrl: null,
    paymentId,
    received: 0,
    receivedCurrency: null,
    refunded: 0,
    coinsTaken: 0,
    refundReason: null,
    refundRequestedAt: null,
    dispute: null,
    createdAt: now,
    expiresAt: now,
    paidAt: null,
    refundedAt: null,
  }
}

/** Whether what came is the price of nothing, and waits in `suspense`. */
export const buysNothing = ({ failure }: Pick<Order, 'failure'>) =>
  failure === 'price-mismatch' || failure === 'surplus'

/** Of a surplus its return may be told before its coming, and then only as much as went back. */
function isKnown({ failure, received, receivedCurrency }: Decided, { amount, currency }: PaymentNotice) {
  if (received === 0 || failure !== 'surplus') return received > 0
  return amount <= received || currency !== receivedCurrency
}

function arrival(order: Decided, { amount, currency }: PaymentNotice): OrderStep {
  const isPrice = amount === order.price && currency === order.currency
  return isPrice && order.failure !== 'surplus' ? { do: 'pay' } : { do: 'hold', amount, currency }
}

const isDecided = ({ dispute }: Decided) => dispute === 'won' || dispute === 'lost'
/** The news that it was paid, which has not come yet. */
const missed = ({ received, failure }: Decided): readonly OrderStep[] =>
  received > 0 || failure === 'surplus' ? [] : [{ do: 'pay' }]

function returned(order: Decided, { amount, currency }: PaymentNotice): readonly OrderStep[] {
  const isHeard = order.received > 0
  const hasPrice = currency === order.currency && amount <= order.price && order.failure !== 'surplus'
  if (!isHeard && !hasPrice)
    return amount > 0
      ? [
          { do: 'hold', amount, currency },
          { do: 'return', total: amount },
        ]
      : []
  // Amounts of another currency say nothing about this one.
  if (isHeard && currency !== (order.receivedCurrency ?? order.currency)) return []
  const total = isHeard ? Math.min(amount, order.received) : amount
  return total > order.refunded ? [...missed(order), { do: 'return', total }] : []
}

function returnedAll(order: Decided): readonly OrderStep[] {
  const { received, price, refunded, failure } = order
  const total = received > 0 || failure === 'surplus' ? received : price
  return total > refunded ? [...missed(order), { do: 'return', total }] : []
}

/** What goes back with a refund up to `total`, beside what went back before: parts are rounded so that all of them are the whole. */
export function refundOf(
  order: Pick<Order, 'price' | 'tax' | 'coins' | 'refunded' | 'coinsTaken'>,
  total: number,
): { readonly total: number; readonly amount: number; readonly tax: number; readonly coins: number } {
  const share = (whole: number, part: number) => Math.floor((whole * part) / order.price)
  return {
    total,
    amount: total - order.refunded,
    tax: share(order.tax, total) - share(order.tax, order.refunded),
    coins: share(order.coins, total) - order.coinsTaken,
  }
}
