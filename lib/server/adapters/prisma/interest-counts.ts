import {
  INTERESTS_A_DAY,
  type InterestCount,
  type InterestCounts,
} from '@/lib/server/ports/analytics/interest-counts'
import type { PrismaClient } from './generated/client'

export function createPrismaInterestCounts(db: PrismaClient): InterestCounts {
  return {
    /** Those at work at the same moment may exceed the bound by their own number. */
    async add(tenantId, day, counts) {
      const of = <K extends keyof InterestCount>(name: K) => counts.map((count) => count[name])
      await db.$executeRaw`
        WITH room AS (
          SELECT ${INTERESTS_A_DAY} - count(*) AS left FROM interest_counts
          WHERE tenant_id = ${tenantId} AND day = ${day}::date AND NOT demo
        ), added AS (
          SELECT interest, joined, met, EXISTS (
            SELECT 1 FROM interest_counts known
            WHERE known.tenant_id = ${tenantId} AND known.day = ${day}::date AND NOT known.demo AND known.interest = new.interest
          ) AS is_known
          FROM unnest(${of('interest')}::text[], ${of('joined')}::int[], ${of('met')}::int[]) AS new (interest, joined, met)
        ), numbered AS (
          SELECT *, row_number() OVER (PARTITION BY is_known ORDER BY joined DESC, interest) AS number FROM added
        )
        INSERT INTO interest_counts (tenant_id, day, demo, interest, joined, met)
        SELECT ${tenantId}, ${day}::date, false, interest, joined, met FROM numbered, room
        WHERE is_known OR number <= room.left
        ON CONFLICT (tenant_id, day, demo, interest) DO UPDATE SET
          joined = interest_counts.joined + excluded.joined, met = interest_counts.met + excluded.met`
    },

    async top(tenantId, { from, to }, limit) {
      return db.$queryRaw<InterestCount[]>`
        SELECT interest, sum(joined)::int AS joined, sum(met)::int AS met FROM interest_counts
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date
        GROUP BY interest ORDER BY 2 DESC, interest LIMIT ${limit}`
    },
  }
}
