import type { TenantId, UserId } from '@/lib/domain/ids'
import { extendedUntil, LASTING_GOODS, type LastingGood, type Possession } from '@/lib/domain/payments/goods'
import { spend } from '@/lib/domain/payments/ledger'
import type { Ledger, Purchase, Spent } from '@/lib/server/ports/payments/ledger'
import { lookUpTogether } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'
import { type Books, book, lockWallet } from './book'
import { countSpending } from './count-revenue'
import { checkBooks, linesOf, pageOfBooks } from './read-books'

type Tx = Books & Pick<PrismaClient, 'possession'>

export function createPrismaLedger(db: PrismaClient): Ledger {
  // Everybody who looks for a partner is asked about.
  const ofUser = lookUpTogether<UserId, readonly Possession[]>(async (users) => {
    const rows = await db.possession.findMany({ where: { userId: { in: users } } })
    return Map.groupBy(rows.flatMap(ownedRow), ({ userId }) => userId)
  })
  return {
    async balance(id) {
      return (await db.user.findUnique({ where: { id }, select: { coins: true } }))?.coins ?? 0
    },

    spend: (purchase) => db.$transaction((tx) => spendOn(tx, purchase)),

    async possessions(user, now) {
      return ((await ofUser(user)) ?? []).filter(({ until }) => until > now)
    },

    linesOf: (user: UserId, query) => linesOf(db, user, query),
    page: (tenant: TenantId, query) => pageOfBooks(db, tenant, query),
    check: (tenant: TenantId) => checkBooks(db, tenant),
  }
}

async function spendOn(tx: Tx, purchase: Purchase): Promise<Spent> {
  const { userId, good, choice, price, at } = purchase
  const before = await lockWallet(tx, userId)
  if (before === undefined) return { outcome: 'unknown' }
  const transaction = spend(purchase, at)
  const named = { userId_key: { userId, key: transaction.key } }
  const known = await tx.ledgerTransaction.findUnique({ where: named, select: { about: true, choice: true } })
  if (known && (known.about !== good || known.choice !== choice)) return { outcome: 'another' }
  if (known) return { outcome: 'again', balance: before, possession: await kept(tx, userId, good) }
  if (before < price) return { outcome: 'too-poor' }
  const balance = await book(tx, transaction)
  if (typeof balance !== 'number') throw new Error('The wallet was locked, and something else changed it')
  await countSpending(tx, purchase, at)
  return { outcome: 'spent', balance, possession: await handOut(tx, { userId, good, choice, at }) }
}

async function handOut(
  tx: Tx,
  { userId, good, choice, at }: Pick<Purchase, 'userId' | 'good' | 'choice' | 'at'>,
): Promise<Possession | null> {
  const lasting = lastingOf(good)
  if (!lasting) return null
  const until = extendedUntil(lasting, (await kept(tx, userId, good))?.until, at)
  const data = { choice, until: toTimestamp(until) }
  await tx.possession.deleteMany({ where: { userId, good } })
  await tx.possession.createMany({ data: { userId, good, ...data } })
  return { good: lasting, choice, until }
}

async function kept(tx: Tx, userId: UserId, good: string): Promise<Possession | null> {
  const row = await tx.possession.findUnique({ where: { userId_good: { userId, good } } })
  return (row && toPossession(row)[0]) ?? null
}

const lastingOf = (good: string): LastingGood | undefined => LASTING_GOODS.find((one) => one === good)

function ownedRow(row: { userId: string; good: string; choice: string | null; until: Date }) {
  return toPossession(row).map((one) => ({ ...one, userId: row.userId }))
}

/** One of a good that is not sold any more is none. */
function toPossession(row: { good: string; choice: string | null; until: Date }): Possession[] {
  const good = lastingOf(row.good)
  return good ? [{ good, choice: row.choice, until: row.until.getTime() }] : []
}
