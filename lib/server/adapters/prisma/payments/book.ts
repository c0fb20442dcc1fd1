import type { UserId } from '@/lib/domain/ids'
import { type LedgerAccount, type LedgerTransaction, walletChange } from '@/lib/domain/payments/ledger'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'

export type Books = Pick<
  PrismaClient,
  'ledgerTransaction' | 'ledgerAccount' | 'ledgerEntry' | 'user' | '$queryRaw' | '$executeRaw'
>

/** The person's coins, and nobody else changes them until the end of the transaction; undefined: there is no account. */
export async function lockWallet(
  tx: Pick<PrismaClient, '$queryRaw'>,
  user: UserId,
): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ coins: number }[]>`SELECT coins FROM users WHERE id = ${user} FOR UPDATE`
  return row?.coins
}

/**
 * Writes a transaction in the books and changes the coins that the profile shows, once for each key. The wallet is locked.
 *
 * @returns the coins after it; null: the account has gone. `again`: it stands there already
 */
export async function book(tx: Books, transaction: LedgerTransaction): Promise<number | null | 'again'> {
  const { key, tenantId, userId, kind, about, choice = null, at, entries } = transaction
  const [made] = await tx.ledgerTransaction.createManyAndReturn({
    data: { key, tenantId, userId, kind, about, choice, at: toTimestamp(at) },
    skipDuplicates: true,
    select: { id: true },
  })
  if (!made) return 'again'
  const rows = []
  for (const entry of entries)
    rows.push({
      transactionId: made.id,
      accountId: await accountId(tx, tenantId, entry),
      amount: entry.amount,
    })
  await tx.ledgerEntry.createMany({ data: rows })
  const [user] = await tx.user.updateManyAndReturn({
    where: { id: userId },
    data: { coins: { increment: walletChange(transaction, userId) } },
    select: { coins: true },
  })
  return user?.coins ?? null
}

/** Found, or opened: of two who open one at the same time the second waits for the first. */
async function accountId(tx: Books, tenantId: string, { kind, unit, owner }: LedgerAccount): Promise<bigint> {
  const named = { tenantId, kind, unit, owner }
  const find = () =>
    tx.ledgerAccount.findUnique({ where: { tenantId_kind_unit_owner: named }, select: { id: true } })
  const known = await find()
  if (known) return known.id
  await tx.ledgerAccount.createMany({ data: named, skipDuplicates: true })
  const opened = await find()
  if (!opened) throw new Error('The account that was just opened is not there')
  return opened.id
}
