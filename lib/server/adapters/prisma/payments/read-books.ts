import type { TenantId, UserId } from '@/lib/domain/ids'
import {
  COIN,
  LEDGER_ACCOUNTS,
  LEDGER_KINDS,
  type LedgerAccountKind,
  type LedgerEntry,
  type LedgerKind,
} from '@/lib/domain/payments/ledger'
import type {
  BookedTransaction,
  LedgerCheck,
  LedgerQuery,
  WalletLine,
} from '@/lib/server/ports/payments/ledger'
import type { PrismaClient } from '../generated/client'

const SHOWN = 20
/** The database refuses larger numbers than these. */
const LARGEST = 9_223_372_036_854_775_807n

/** Ids come from clients; what is none is before everything. */
function idOf(text: string): bigint {
  const id = /^\d{1,19}$/.test(text) ? BigInt(text) : 0n
  return id > LARGEST ? LARGEST : id
}

const kindOf = (kind: string): LedgerKind => LEDGER_KINDS.find((one) => one === kind) ?? 'spend'
const accountOf = (kind: string): LedgerAccountKind =>
  LEDGER_ACCOUNTS.find((one) => one === kind) ?? 'suspense'

export async function linesOf(
  db: PrismaClient,
  user: UserId,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly WalletLine[]> {
  const after = before === undefined ? undefined : await idOfLine(db, user, before)
  if (before !== undefined && after === undefined) return []
  const rows = await db.ledgerEntry.findMany({
    where: {
      account: { owner: user, kind: 'wallet', unit: COIN },
      ...(after !== undefined && { transactionId: { lt: after } }),
    },
    include: { transaction: { select: { key: true, kind: true, about: true, at: true } } },
    orderBy: { transactionId: 'desc' },
    take: limit,
  })
  return rows.map(({ amount, transaction: { key, kind, about, at } }) => ({
    // Numbers are counted for everybody together, and would tell how much everybody pays.
    id: key,
    kind: kindOf(kind),
    about,
    amount: Number(amount),
    at: at.getTime(),
  }))
}

async function idOfLine(db: PrismaClient, userId: UserId, key: string): Promise<bigint | undefined> {
  const where = { userId_key: { userId, key } }
  return (await db.ledgerTransaction.findUnique({ where, select: { id: true } }))?.id
}

export async function pageOfBooks(
  db: PrismaClient,
  tenantId: TenantId,
  { user, about, kind, account, before, limit }: LedgerQuery,
): Promise<readonly BookedTransaction[]> {
  const rows = await db.ledgerTransaction.findMany({
    where: {
      tenantId,
      ...(user !== undefined && { userId: user }),
      ...(about !== undefined && { about }),
      ...(kind !== undefined && { kind }),
      ...(account !== undefined && { entries: { some: { account: { kind: account } } } }),
      ...(before !== undefined && { id: { lt: idOf(before) } }),
    },
    include: { entries: { include: { account: true } } },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return rows.map(({ id, entries, at, kind: name, ...rest }) => ({
    ...rest,
    id: String(id),
    kind: kindOf(name),
    at: at.getTime(),
    entries: entries.map(({ amount, account: { kind: of, unit, owner } }): LedgerEntry => {
      return { kind: accountOf(of), unit, owner, amount: Number(amount) }
    }),
  }))
}

export async function checkBooks(db: PrismaClient, tenantId: TenantId): Promise<LedgerCheck> {
  const [transactions, balances, lopsided, wrong] = await Promise.all([
    db.ledgerTransaction.count({ where: { tenantId } }),
    db.$queryRaw<{ kind: string; unit: string; balance: string }[]>`
      SELECT a.kind, a.unit, sum(e.amount)::text AS balance FROM ledger_accounts a
      JOIN ledger_entries e ON e.account_id = a.id WHERE a.tenant_id = ${tenantId}
      GROUP BY a.kind, a.unit ORDER BY a.unit, a.kind`,
    db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT odd.id::text AS id FROM (
        SELECT t.id FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
        JOIN ledger_accounts a ON a.id = e.account_id WHERE t.tenant_id = ${tenantId}
        GROUP BY t.id, a.unit HAVING sum(e.amount) <> 0) AS odd
      LIMIT ${SHOWN}`,
    db.$queryRaw<{ user: string; coins: number; entries: string }[]>`
      SELECT u.id AS user, u.coins, coalesce(w.entries, 0)::text AS entries FROM users u
      LEFT JOIN (
        SELECT a.owner, sum(e.amount) AS entries FROM ledger_accounts a
        JOIN ledger_entries e ON e.account_id = a.id
        WHERE a.tenant_id = ${tenantId} AND a.kind = 'wallet' AND a.unit = ${COIN} GROUP BY a.owner
      ) AS w ON w.owner = u.id
      WHERE u.tenant_id = ${tenantId} AND u.coins <> coalesce(w.entries, 0) LIMIT ${SHOWN}`,
  ])
  const sums = new Map<string, number>()
  for (const { unit, balance } of balances) sums.set(unit, (sums.get(unit) ?? 0) + Number(balance))
  return {
    transactions,
    sums: [...sums].map(([unit, sum]) => ({ unit, sum })),
    balances: balances.map(({ kind, unit, balance }) => ({
      kind: accountOf(kind),
      unit,
      balance: Number(balance),
    })),
    lopsided: lopsided.map(({ id }) => id),
    wrongWallets: wrong.map(({ user, coins, entries }) => ({ user, coins, entries: Number(entries) })),
  }
}
