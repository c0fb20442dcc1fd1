import type { TenantId } from '@/lib/domain/ids'
import type { LedgerAccount } from '@/lib/domain/payments/ledger'
import { DEMO_PREFIX, type MadeUpMoney } from '@/lib/server/ports/analytics/acquisition'
import type { Prisma, PrismaClient } from './generated/client'
import { insertRows } from './insert-rows'
import { orderRow } from './payments/order-row'
import { toTimestamp } from './timestamps'

const nameOf = ({ kind, unit, owner }: LedgerAccount) => `${kind} ${unit} ${owner}`

/** Writes made-up books in few statements; the database itself refuses a transaction that does not sum to zero. */
export async function fillMoney(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { orders, transactions, revenue, spending }: MadeUpMoney,
): Promise<void> {
  const write = async (statements: readonly Prisma.Sql[]) => {
    for (const statement of statements) await tx.$executeRaw(statement)
  }
  await write(
    insertRows(
      'payment_orders',
      orders.map((order) => ({ ...orderRow(order), tenantId })),
    ),
  )
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
  const ids = new Map<string, bigint>()
  const booked = transactions.map(({ entries: _, at, ...one }) => ({ ...one, tenantId, at: toTimestamp(at) }))
  for (const statement of insertRows('ledger_transactions', booked, 'id, user_id AS "userId", key')) {
    const made = await tx.$queryRaw<{ id: bigint; userId: string; key: string }[]>(statement)
    for (const { id, userId, key } of made) ids.set(`${userId} ${key}`, id)
  }
  const lines = transactions.flatMap((transaction) =>
    transaction.entries.map((entry) => ({
      transactionId: known(ids, `${transaction.userId} ${transaction.key}`),
      accountId: known(accounts, nameOf(entry)),
      amount: entry.amount,
    })),
  )
  await write(insertRows('ledger_entries', lines))
  const marked = { tenantId, demo: true }
  await write(
    insertRows(
      'revenue_days',
      revenue.map((row) => ({ ...row, ...marked })),
    ),
  )
  await write(
    insertRows(
      'spending_days',
      spending.map((row) => ({ ...row, ...marked })),
    ),
  )
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
