import {
  type Order,
  DISPUTES,
  ORDER_FAILURES,
  ORDER_STATUSES,
  PAYMENT_PROVIDERS,
} from '@/lib/domain/payments/orders'
import { COIN_PACKAGES } from '@/lib/domain/payments/packages'
import type { PaymentOrderModel } from '../generated/models/PaymentOrder'
import { toTimestamp } from '../timestamps'

const one = <T extends string>(known: readonly T[], value: string, otherwise: T): T =>
  known.find((name) => name === value) ?? otherwise

export function toOrder(row: PaymentOrderModel): Order {
  const { failure, dispute } = row
  return {
    ...row,
    provider: one(PAYMENT_PROVIDERS, row.provider, 'simulated'),
    coinPackage: one(COIN_PACKAGES, row.coinPackage, 'basic'),
    status: one(ORDER_STATUSES, row.status, 'failed'),
    failure: failure === null ? null : one(ORDER_FAILURES, failure, 'provider'),
    dispute: dispute === null ? null : one(DISPUTES, dispute, 'open'),
    refundRequestedAt: row.refundRequestedAt?.getTime() ?? null,
    createdAt: row.createdAt.getTime(),
    expiresAt: row.expiresAt.getTime(),
    paidAt: row.paidAt?.getTime() ?? null,
    refundedAt: row.refundedAt?.getTime() ?? null,
  }
}

const timeOrNull = (at: number | null) => (at === null ? null : toTimestamp(at))

export function orderRow(order: Order) {
  const { refundRequestedAt, createdAt, expiresAt, paidAt, refundedAt } = order
  return {
    ...order,
    refundRequestedAt: timeOrNull(refundRequestedAt),
    createdAt: toTimestamp(createdAt),
    expiresAt: toTimestamp(expiresAt),
    paidAt: timeOrNull(paidAt),
    refundedAt: timeOrNull(refundedAt),
  }
}
