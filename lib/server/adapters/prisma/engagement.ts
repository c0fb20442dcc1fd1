import type { CohortCount, DayTotals, PeriodCount } from '@/lib/domain/engagement'
import { keysOf, type Narrowed } from '@/lib/domain/figure-filter'
import type { Engagement } from '@/lib/server/ports/analytics/engagement'
import { ANY } from './activity-counts'
import { Prisma, type PrismaClient } from './generated/client'

interface DayRow extends Omit<DayTotals, 'lengths' | 'durationMs'> {
  readonly durationMs: bigint
  readonly length0: number
  readonly length1: number
  readonly length2: number
  readonly length3: number
  readonly length4: number
}

/** @param written - resolves when everything that happened here before is in the database */
export function createPrismaEngagement(db: PrismaClient, written: () => Promise<void>): Engagement {
  return {
    async days(tenantId, { from, to, only }) {
      await written()
      const rows = await db.$queryRaw<DayRow[]>`
        SELECT to_char(day, 'YYYY-MM-DD') AS day, chat_type AS "chatType", sum(landings)::int AS landings,
          sum(active)::int AS active, sum(looked)::int AS looked, sum(matched)::int AS matched, sum(talked)::int AS talked,
          sum(came_back)::int AS "cameBack", sum(sessions)::int AS sessions, sum(messages)::int AS messages,
          sum(duration_ms)::bigint AS "durationMs", sum(length_0)::int AS length0, sum(length_1)::int AS length1,
          sum(length_2)::int AS length2, sum(length_3)::int AS length3, sum(length_4)::int AS length4
        FROM activity_days
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date ${narrowed(only)}
        GROUP BY 1, 2`
      return rows.map(({ length0, length1, length2, length3, length4, durationMs, ...row }) => ({
        ...row,
        durationMs: Number(durationMs),
        lengths: [length0, length1, length2, length3, length4],
      }))
    },

    async periods(tenantId, { from, to, chatType, only }) {
      await written()
      return db.$queryRaw<PeriodCount[]>`
        SELECT period, to_char(start, 'YYYY-MM-DD') AS start, sum(people)::int AS people
        FROM activity_periods
        WHERE tenant_id = ${tenantId} AND period IN ('week', 'month') AND start BETWEEN ${from}::date AND ${to}::date
          AND chat_type = ${chatType} ${narrowed(only)}
        GROUP BY 1, 2 ORDER BY 1, 2`
    },

    async cohorts(tenantId, { from, to, chatType, only }) {
      await written()
      return db.$queryRaw<CohortCount[]>`
        SELECT to_char(week, 'YYYY-MM-DD') AS week, week_after AS "weekAfter", sum(people)::int AS people
        FROM activity_cohorts
        WHERE tenant_id = ${tenantId} AND week BETWEEN ${from}::date AND ${to}::date
          AND chat_type = ${chatType} ${narrowed(only)}
        GROUP BY 1, 2 ORDER BY 1, 2`
    },
  }
}

/** The condition on where and on what, to stand after others: rows of each platform and country, or those of any. */
function narrowed({ platform = ANY, country = ANY }: Narrowed): Prisma.Sql {
  const on = (column: string, value: string) =>
    Prisma.sql`AND ${Prisma.raw(column)} IN (${Prisma.join([...keysOf(value)])})`
  return Prisma.sql`${on('platform', platform)} ${on('country', country)}`
}
