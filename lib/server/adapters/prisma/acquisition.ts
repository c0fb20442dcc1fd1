import { OTHER, type Signup, UNKNOWN } from '@/lib/domain/acquisition'
import type { TenantId } from '@/lib/domain/ids'
import { type Acquisition, KINDS_A_DAY, type SignupCount } from '@/lib/server/ports/analytics/acquisition'
import { Prisma, type PrismaClient } from './generated/client'

export function createPrismaAcquisition(db: PrismaClient): Acquisition {
  return {
    async counts(tenantId, { by, from, to, rankedFrom, keys }) {
      const column = Prisma.raw(by)
      return db.$queryRaw<SignupCount[]>`
        WITH ranked AS (
          SELECT ${column} AS key FROM signup_counts
          WHERE tenant_id = ${tenantId} AND day BETWEEN ${rankedFrom}::date AND ${to}::date AND ${column} <> ${UNKNOWN}
          GROUP BY 1 ORDER BY sum(count) DESC, 1 LIMIT ${keys}
        )
        SELECT to_char(day, 'YYYY-MM-DD') AS day,
          CASE WHEN ${column} = ${UNKNOWN} OR ${column} IN (SELECT key FROM ranked) THEN ${column} ELSE ${OTHER} END AS key,
          sum(count)::int AS count
        FROM signup_counts
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date
        GROUP BY 1, 2`
    },
  }
}

/**
 * Counts one sign-up, by one statement that is safe however many run at once. A day full of kinds accepts no new one: then
 * only the country is kept apart. Those at work at the same moment may exceed the bound by their own number.
 */
export function countSignup(db: PrismaClient, tenantId: TenantId, signup: Signup) {
  const { day, source, medium, campaign, platform, gender, country, region } = signup
  const kind = [source, medium, campaign, platform, gender, country, region]
  const orOther = (text: string) => Prisma.sql`CASE WHEN has_room THEN ${text} ELSE ${OTHER} END`
  return db.$executeRaw`
    INSERT INTO signup_counts
      (tenant_id, day, source, medium, campaign, platform, gender, country, region, demo, count)
    SELECT ${tenantId}, ${day}::date, ${orOther(source)}, ${orOther(medium)}, ${orOther(campaign)},
      ${orOther(platform)}, ${orOther(gender)}, ${country}, CASE WHEN has_room THEN ${region} ELSE ${UNKNOWN} END, false, 1
    FROM (
      SELECT EXISTS (
        SELECT 1 FROM signup_counts WHERE tenant_id = ${tenantId} AND day = ${day}::date AND NOT demo
          AND (source, medium, campaign, platform, gender, country, region) = (${Prisma.join(kind)})
      ) OR (
        SELECT count(*) FROM signup_counts WHERE tenant_id = ${tenantId} AND day = ${day}::date AND NOT demo
      ) < ${KINDS_A_DAY} AS has_room
    ) AS room
    ON CONFLICT (tenant_id, day, demo, source, medium, campaign, platform, gender, country, region)
      DO UPDATE SET count = signup_counts.count + 1`
}
