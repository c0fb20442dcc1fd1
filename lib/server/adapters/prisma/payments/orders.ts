import type { Millis, TenantId } from '@/lib/domain/ids'
import type { OutboxKind } from '@/lib/domain/outbox'
import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'
import type { OrderQuery, Orders } from '@/lib/server/ports/payments/orders'
import type { WriteAudit } from '../audit-log'
import type { PrismaClient } from '../generated/client'
import type { WriteOutbox } from '../outbox'
import { toTimestamp } from '../timestamps'
import { countRevenue } from './count-revenue'
import { orderRow, toOrder } from './order-row'
import { lockOrder, settleOrder } from './settle-order'

const UNSAID = { orderId: null, checkoutId: null, paymentId: null, amount: 0, currency: '' } as const

export function createPrismaOrders(db: PrismaClient, write: WriteOutbox, writeAudit: WriteAudit): Orders {
  const newestFirst = [{ createdAt: 'desc' }, { id: 'asc' }] as const
  return {
    create: (order) =>
      db.$transaction(async (tx) => {
        await tx.paymentOrder.createMany({ data: orderRow(order) })
        await countRevenue(tx, order, { currency: order.currency, created: 1 }, order.createdAt)
      }),

    async opened(id, checkout) {
      await db.paymentOrder.updateMany({ where: { id }, data: { ...checkout } })
    },

    async find(id) {
      const row = await db.paymentOrder.findUnique({ where: { id } })
      return row ? toOrder(row) : undefined
    },

    async ofUser(userId, { before, beforeId, limit }) {
      const where = { userId, ...(before !== undefined && olderThan(before, beforeId)) }
      const rows = await db.paymentOrder.findMany({ where, orderBy: [...newestFirst], take: limit })
      return rows.map(toOrder)
    },

    async page(tenantId, query) {
      const where = whereOf(tenantId, query)
      const rows = await db.paymentOrder.findMany({ where, orderBy: [...newestFirst], take: query.limit })
      return rows.map(toOrder)
    },

    async due(now, limit) {
      const where = { status: 'created', expiresAt: { lte: toTimestamp(now) } }
      const rows = await db.paymentOrder.findMany({ where, orderBy: { expiresAt: 'asc' }, take: limit })
      return rows.map(toOrder)
    },

    settle: (provider, notice, now) =>
      db.$transaction(async (tx) => {
        const id = await meant(tx, provider, notice)
        const order = id === undefined ? undefined : await lockOrder(tx, id)
        return order && settleOrder(tx, order, notice, { now, write })
      }),

    fail: (id, now) =>
      db.$transaction(async (tx) => {
        const order = await lockOrder(tx, id)
        if (order?.status !== 'created') return
        const failed = { status: 'failed', failure: 'provider' } as const
        await tx.paymentOrder.updateMany({ where: { id }, data: failed })
        await countRevenue(tx, order, { currency: order.currency, failed: 1 }, now)
      }),

    requestRefund: (tenantId, id, refundReason, audit) =>
      db.$transaction(async (tx) => {
        const order = await lockOrder(tx, id)
        if (order?.tenantId !== tenantId) return 'unknown'
        if (order.received === order.refunded) return 'no-money'
        if ((await refundsUnderway(tx, [id])).has(id)) return 'decided'
        const { at } = audit
        await tx.paymentOrder.updateMany({
          where: { id },
          data: { refundReason, refundRequestedAt: toTimestamp(at) },
        })
        await write(tx, { kind: 'refund', key: id, user: null, payload: { order: id }, at })
        await writeAudit(tx, audit)
        return { ...order, refundReason, refundRequestedAt: at } satisfies Order
      }),

    refundsUnderway: (ids) => refundsUnderway(db, ids),
  }
}

/** Each request is a message, which waits until the provider has done it or was asked in vain. */
async function refundsUnderway(
  tx: Pick<PrismaClient, 'outboxMessage'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.outboxMessage.findMany({
    where: { kind: 'refund' satisfies OutboxKind, orderKey: { in: [...ids] }, state: 'waiting' },
    select: { orderKey: true },
  })
  return new Set(rows.map(({ orderKey }) => orderKey))
}

/** By our own name where the provider has it, else by the provider's names. */
async function meant(
  tx: Pick<PrismaClient, 'paymentOrder'>,
  provider: Order['provider'],
  notice: PaymentNotice,
): Promise<string | undefined> {
  const { orderId, checkoutId, paymentId } = { ...UNSAID, ...notice }
  const select = { id: true }
  for (const named of [
    orderId !== null && { id: orderId },
    checkoutId !== null && { checkoutId },
    paymentId !== null && { paymentId },
  ]) {
    const found = named && (await tx.paymentOrder.findFirst({ where: { provider, ...named }, select }))
    if (found) return found.id
  }
  return undefined
}

function whereOf(tenantId: TenantId, { status, user, before, beforeId }: OrderQuery) {
  return {
    tenantId,
    ...(status !== undefined && { status }),
    ...(user !== undefined && { userId: user }),
    ...(before !== undefined && olderThan(before, beforeId)),
  }
}

function olderThan(before: Millis, id: string | undefined) {
  const createdAt = toTimestamp(before)
  return {
    OR: [{ createdAt: { lt: createdAt } }, ...(id === undefined ? [] : [{ createdAt, id: { gt: id } }])],
  }
}
