import type { TenantId } from '@/lib/domain/ids'
import type { LedgerAccount } from '@/lib/domain/payments/ledger'
import { DEMO_PREFIX, type MadeUpMoney } from '@/lib/server/ports/analytics/acquisition'
import type { Prisma, PrismaClient } from './generated/client'
import { orderRow } from './payments/order-row'
import { toTimestamp } from './timestamps'

const nameOf = ({ kind, unit, owner }: LedgerAccount) => `${kind} ${unit} ${owner}`

/** Writes made-up books in few statements; the database itself refuses a transaction that does not sum to zero. */
export async function fillMoney(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { orders, transactions, revenue, spending }: MadeUpMoney,
): Promise<void> {
  await tx.paymentOrder.createMany({ data: orders.map((order) => ({ ...orderRow(order), tenantId })) })
  const entries = transactions.flatMap((one) => one.entries)
  const named = new Map(
    entries.map(({ kind, unit, owner }) => [nameOf({ kind, unit, owner }), { kind, unit, owner }]),
  )
  await tx.ledgerAccount.createMany({
    data: [...named.values()].map((account) => ({ ...account, tenantId })),
    skipDuplicates: true,
  })
  const owners = [...new Set(entries.map(({ owner }) => owner))]
  const accounts = new Map(
    (await tx.ledgerAccount.findMany({ where: { tenantId, owner: { in: owners } } })).map(
      ({ id, kind, unit, owner }) => [`${kind} ${unit} ${owner}`, id],
    ),
  )
  const made = await tx.ledgerTransaction.createManyAndReturn({
    data: transactions.map(({ entries: _, at, ...transaction }) => ({
      ...transaction,
      tenantId,
      at: toTimestamp(at),
    })),
    select: { id: true, userId: true, key: true },
  })
  const ids = new Map(made.map(({ id, userId, key }) => [`${userId} ${key}`, id]))
  await tx.ledgerEntry.createMany({
    data: transactions.flatMap((transaction) =>
      transaction.entries.map((entry) => ({
        transactionId: known(ids, `${transaction.userId} ${transaction.key}`),
        accountId: known(accounts, nameOf(entry)),
        amount: entry.amount,
      })),
    ),
  })
  await tx.revenueDay.createMany({
    data: revenue.map(({ day, ...row }) => ({ ...row, tenantId, day: new Date(day), demo: true })),
  })
  await tx.spendingDay.createMany({
    data: spending.map(({ day, ...row }) => ({ ...row, tenantId, day: new Date(day), demo: true })),
  })
}

function known(ids: ReadonlyMap<string, bigint>, name: string): bigint {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`${name} was just written, and is not there`)
  return id
}

/**
 * Whole transactions go, with what administrators made of them, so that what stays sums to zero as before. Accounts that are
 * nobody's stay: others are booked on them.
 */
export function removalOfMoney(db: PrismaClient, tenantId: TenantId) {
  const user = { tenantId, userId: { startsWith: DEMO_PREFIX } }
  const madeUp = { tenantId, demo: true }
  return [
    db.ledgerEntry.deleteMany({ where: { transaction: user } }),
    db.ledgerTransaction.deleteMany({ where: user }),
    db.ledgerAccount.deleteMany({ where: { tenantId, owner: { startsWith: DEMO_PREFIX } } }),
    db.paymentOrder.deleteMany({ where: user }),
    db.revenueDay.deleteMany({ where: madeUp }),
    db.spendingDay.deleteMany({ where: madeUp }),
  ]
}
