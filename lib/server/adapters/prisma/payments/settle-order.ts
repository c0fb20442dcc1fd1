import { randomUUID } from 'node:crypto'
import type { Millis } from '@/lib/domain/ids'
import { purchase, refund, unexplained } from '@/lib/domain/payments/ledger'
import {
  buysNothing,
  isOfAnotherPayment,
  type Order,
  type OrderStep,
  type PaymentNotice,
  refundOf,
  stepsFor,
  surplusOf,
} from '@/lib/domain/payments/orders'
import type { Settled } from '@/lib/server/ports/payments/orders'
import type { PrismaClient } from '../generated/client'
import type { WriteOutbox } from '../outbox'
import { type Books, book, lockWallet } from './book'
import { countRevenue } from './count-revenue'
import { orderRow, toOrder } from './order-row'

export type OrderTransaction = Books & Pick<PrismaClient, 'paymentOrder' | 'outboxMessage'>

/** An order as it is now, with its person's wallet; nobody else changes either until the end of the transaction. */
export async function lockOrder(tx: OrderTransaction, id: string): Promise<Order | undefined> {
  const named = { where: { id } }
  const before = await tx.paymentOrder.findUnique({ ...named, select: { userId: true } })
  if (!before) return undefined
  // The wallet first, as whoever deletes the account does.
  await lockWallet(tx, before.userId)
  await tx.$executeRaw`SELECT 1 FROM payment_orders WHERE id = ${id} FOR UPDATE`
  const row = await tx.paymentOrder.findUnique(named)
  return row ? toOrder(row) : undefined
}

/** Applies what a provider says about an order that is locked, or about a second payment of it. */
export async function settleOrder(
  tx: OrderTransaction,
  locked: Order,
  notice: PaymentNotice,
  { now, write }: { readonly now: Millis; readonly write: WriteOutbox },
): Promise<Settled> {
  const { paymentId } = notice
  const isAnother = paymentId !== null && isOfAnotherPayment(locked, notice)
  const before = isAnother ? await surplusPayment(tx, locked, paymentId, now) : locked
  const named = {
    paymentId: paymentNamed(before, notice),
    checkoutId: before.checkoutId ?? (isAnother ? null : notice.checkoutId),
  }
  let order: Order = { ...before, ...named }
  let balance: number | null = null
  const steps = stepsFor(order, notice)
  for (const step of steps) {
    const done = await apply(tx, order, step, now)
    order = done.order
    balance = done.balance ?? balance
    if (step.do === 'pay') {
      const { id, userId: user } = order
      await write(tx, { kind: 'receipt', key: id, user, payload: { order: id }, at: now })
    }
  }
  const isNamed = named.paymentId !== before.paymentId || named.checkoutId !== before.checkoutId
  if (steps.length > 0 || isNamed)
    await tx.paymentOrder.updateMany({ where: { id: order.id }, data: orderRow(order) })
  return { order, changed: steps.length > 0, balance }
}

/** The payment that was made, not one that was refused before it on the same page. */
function paymentNamed({ received, paymentId }: Order, notice: PaymentNotice): string | null {
  if (notice.kind === 'declined' || notice.kind === 'expired') return paymentId
  return received > 0 ? (paymentId ?? notice.paymentId) : (notice.paymentId ?? paymentId)
}

/** Found, or opened; the order that it is a second payment of is locked, so that nobody opens it twice. */
async function surplusPayment(
  tx: OrderTransaction,
  order: Order,
  paymentId: string,
  now: Millis,
): Promise<Order> {
  const where = { provider: order.provider, paymentId, failure: 'surplus' }
  const known = await tx.paymentOrder.findFirst({ where, select: { id: true } })
  const found = known && (await lockOrder(tx, known.id))
  if (found) return found
  const surplus = surplusOf(order, paymentId, { id: randomUUID(), now })
  await tx.paymentOrder.createMany({ data: orderRow(surplus) })
  return surplus
}

interface Applied {
  readonly order: Order
  readonly balance?: number | null
}

async function apply(tx: OrderTransaction, order: Order, step: OrderStep, now: Millis): Promise<Applied> {
  const { currency } = order
  switch (step.do) {
    case 'pay': {
      const balance = coinsOf(await book(tx, purchase(order, now)))
      const { price: gross, tax, coins } = order
      await countRevenue(tx, order, { currency, paid: 1, gross, tax, coins }, now)
      const paid = { status: 'paid', failure: null, received: gross, receivedCurrency: currency } as const
      return { order: { ...order, ...paid, paidAt: now }, balance }
    }
    case 'hold':
      return hold(tx, order, step, now)
    case 'return':
      return sendBack(tx, order, step.total, now)
    case 'fail':
      await countRevenue(tx, order, { currency, failed: 1 }, now)
      return { order: { ...order, status: 'failed', failure: step.failure } }
    case 'dispute':
      if (step.dispute === 'open') await countRevenue(tx, order, { currency, disputes: 1 }, now)
      return { order: { ...order, dispute: step.dispute } }
  }
}

async function hold(
  tx: OrderTransaction,
  order: Order,
  { amount, currency }: { readonly amount: number; readonly currency: string },
  now: Millis,
): Promise<Applied> {
  const { id, received, failure } = order
  // Of a surplus more may have come than its return had told.
  const key = received > 0 ? `mismatch:${id}:${amount}` : `mismatch:${id}`
  await book(tx, unexplained(order, { amount: amount - received, currency, key }, now))
  if (order.status === 'created') await countRevenue(tx, order, { currency: order.currency, failed: 1 }, now)
  const held = { status: 'failed', failure: failure === 'surplus' ? failure : 'price-mismatch' } as const
  return { order: { ...order, ...held, received: amount, receivedCurrency: currency, refundedAt: null } }
}

async function sendBack(tx: OrderTransaction, order: Order, total: number, now: Millis): Promise<Applied> {
  const isAll = total === order.received
  const done = isAll ? ({ status: 'refunded', refundedAt: now } as const) : {}
  if (buysNothing(order)) {
    const currency = order.receivedCurrency ?? order.currency
    const got = { amount: order.refunded - total, currency, key: `mismatch-back:${order.id}:${total}` }
    await book(tx, unexplained(order, got, now))
    return { order: { ...order, ...done, refunded: total } }
  }
  const back = refundOf(order, total)
  const wallet = (await lockWallet(tx, order.userId)) ?? 0
  const balance = coinsOf(await book(tx, refund(order, back, wallet, now)))
  await countRevenue(tx, order, { currency: order.currency, refunds: 1, refunded: back.amount }, now)
  const coinsTaken = order.coinsTaken + back.coins
  return { order: { ...order, ...done, refunded: total, coinsTaken }, balance }
}

const coinsOf = (booked: number | null | 'again') => (booked === 'again' ? null : booked)
