import { OTHER, UNKNOWN } from '@/lib/domain/acquisition'
import { GOOD_NAMES } from '@/lib/domain/payments/goods'
import type { RevenueRow } from '@/lib/domain/payments/revenue'
import type { Revenue } from '@/lib/server/ports/payments/revenue'
import { narrowed } from '../acquisition'
import { Prisma, type PrismaClient } from '../generated/client'

const SUMS = [
  'created',
  'paid',
  'failed',
  'refunds',
  'disputes',
  'gross',
  'tax',
  'refunded',
  'coins',
] as const

export function createPrismaRevenue(db: PrismaClient): Revenue {
  return {
    async counts(tenantId, { by, from, to, rankedFrom, keys, only }) {
      const column = Prisma.raw(by)
      const ofThese = narrowed(only)
      // As floating point: whole and exact up to 2^53, which is the smallest unit of 90 trillion.
      const sums = Prisma.raw(SUMS.map((name) => `sum(${name})::float8 AS ${name}`).join(', '))
      return db.$queryRaw<RevenueRow[]>`
        WITH ranked AS (
          SELECT ${column} AS key FROM revenue_days
          WHERE tenant_id = ${tenantId} AND day BETWEEN ${rankedFrom}::date AND ${to}::date AND ${column} <> ${UNKNOWN} ${ofThese}
          GROUP BY 1 ORDER BY sum(paid) DESC, sum(created) DESC, 1 LIMIT ${keys}
        )
        SELECT to_char(day, 'YYYY-MM-DD') AS day, currency,
          CASE WHEN ${column} = ${UNKNOWN} OR ${column} IN (SELECT key FROM ranked) THEN ${column} ELSE ${OTHER} END AS key,
          ${sums}
        FROM revenue_days
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date ${ofThese}
        GROUP BY 1, 2, 3`
    },

    async spending(tenantId, { from, to }) {
      const rows = await db.$queryRaw<{ day: string; good: string; count: number; coins: number }[]>`
        SELECT to_char(day, 'YYYY-MM-DD') AS day, good, sum(count)::float8 AS count, sum(coins)::float8 AS coins
        FROM spending_days WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date
        GROUP BY 1, 2`
      return rows.flatMap(({ good, ...row }) => {
        const known = GOOD_NAMES.find((name) => name === good)
        return known ? [{ ...row, good: known }] : []
      })
    },
  }
}
