import { randomUUID } from 'node:crypto'
import { DEFAULT_TENANT, type Millis, type UserId } from '@/lib/domain/ids'
import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'

/** An order of 100 coins for 1.99 with 19 per cent of tax, as it is made. */
export function newOrder(userId: UserId, createdAt: Millis, changes: Partial<Order> = {}): Order {
  const id = randomUUID()
  return {
    id,
    tenantId: DEFAULT_TENANT,
    userId,
    provider: 'stripe',
    coinPackage: 'basic',
    coins: 100,
    price: 199,
    currency: 'USD',
    taxBasisPoints: 1_900,
    tax: 32,
    amount: 100,
    status: 'created',
    failure: null,
    checkoutId: `checkout_${id}`,
    checkoutUrl: `https://pay.example.org/${id}`,
    paymentId: null,
    received: 0,
    receivedCurrency: null,
    refunded: 0,
    coinsTaken: 0,
    refundReason: null,
    refundRequestedAt: null,
    dispute: null,
    createdAt,
    expiresAt: createdAt + 1_000,
    paidAt: null,
    refundedAt: null,
    ...changes,
  }
}

type Noticed = Pick<Order, 'id' | 'checkoutId' | 'price' | 'currency'>

/** What a provider says of an order. */
export function notice(
  { id, checkoutId, currency }: Noticed,
  kind: PaymentNotice['kind'],
  amount = 0,
): PaymentNotice {
  return {
    kind,
    orderId: id,
    checkoutId,
    paymentId: `payment_${id}`,
    amount,
    currency: amount ? currency : '',
  }
}

export const paid = (order: Noticed): PaymentNotice => notice(order, 'paid', order.price)
