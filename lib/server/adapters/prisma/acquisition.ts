import { OTHER, type PlaceCount, type Signup, type SignupDimension, UNKNOWN } from '@/lib/domain/acquisition'
import { type FigureDimension, keysOf, type Narrowed } from '@/lib/domain/figure-filter'
import type { TenantId } from '@/lib/domain/ids'
import {
  type Acquisition,
  type FilterValues,
  KINDS_A_DAY,
  type SignupCount,
  type SourceTotal,
} from '@/lib/server/ports/analytics/acquisition'
import { Prisma, type PrismaClient } from './generated/client'
import { addSignups, setOf, WHOLE_SET } from './signup-sets'

/** Where each dimension is counted. */
const COLUMNS = {
  gender: 'gender',
  platform: 'platform',
  signupSource: 'source',
  campaign: 'campaign',
  country: 'country',
} as const satisfies Partial<Record<FigureDimension, SignupDimension>>

export function createPrismaAcquisition(db: PrismaClient): Acquisition {
  return {
    async counts(tenantId, { by, from, to, rankedFrom, keys, only }) {
      const column = Prisma.raw(by)
      const ofThese = inSet(only, [by])
      return db.$queryRaw<SignupCount[]>`
        WITH ranked AS (
          SELECT ${column} AS key FROM signup_counts
          WHERE tenant_id = ${tenantId} AND day BETWEEN ${rankedFrom}::date AND ${to}::date AND ${column} <> ${UNKNOWN} ${ofThese}
          GROUP BY 1 ORDER BY sum(count) DESC, 1 LIMIT ${keys}
        )
        SELECT to_char(day, 'YYYY-MM-DD') AS day,
          CASE WHEN ${column} = ${UNKNOWN} OR ${column} IN (SELECT key FROM ranked) THEN ${column} ELSE ${OTHER} END AS key,
          sum(count)::int AS count
        FROM signup_counts
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date ${ofThese}
        GROUP BY 1, 2`
    },

    places: (tenantId, { from, to, only }) =>
      db.$queryRaw<PlaceCount[]>`
        SELECT country, region, max(region_code) AS "regionCode", sum(count)::int AS count
        FROM signup_counts
        WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date ${inSet(only, ['country', 'region'])}
        GROUP BY 1, 2`,

    async sources(tenantId, { from, to, previousFrom, only, rows }) {
      const found = await db.$queryRaw<SourceRow[]>`
        WITH combined AS (
          SELECT source, medium, campaign,
            coalesce(sum(count) FILTER (WHERE day >= ${from}::date), 0)::int AS count,
            coalesce(sum(count) FILTER (WHERE day < ${from}::date), 0)::int AS previous
          FROM signup_counts
          WHERE tenant_id = ${tenantId} AND day BETWEEN ${previousFrom}::date AND ${to}::date
            ${inSet(only, ['source', 'medium', 'campaign'])}
          GROUP BY 1, 2, 3
        )
        SELECT *, (sum(count) OVER ())::int AS total,
          coalesce(sum(count) FILTER (WHERE source = ${UNKNOWN}) OVER (), 0)::int AS unknown,
          (count(*) FILTER (WHERE source <> ${UNKNOWN} AND count > 0) OVER ())::int AS "unique"
        FROM combined
        ORDER BY (source <> ${UNKNOWN} AND count > 0) DESC, count DESC, source, medium, campaign
        LIMIT ${rows}`
      const { total = 0, unknown = 0, unique = 0 } = found[0] ?? {}
      const known = found.filter(({ source, count }) => source !== UNKNOWN && count > 0)
      return {
        total,
        unknown,
        unique,
        rows: known.map(({ source, medium, campaign, count, previous }) => ({
          source,
          medium,
          campaign,
          count,
          previous,
        })),
      }
    },

    async values(tenantId, { from, to }, most) {
      const columns = Object.entries(COLUMNS)
      const parts = columns.map(
        ([dimension, column]) => Prisma.sql`(
          SELECT ${dimension} AS dimension, ${Prisma.raw(column)} AS value, sum(count) AS count FROM signup_counts
          WHERE tenant_id = ${tenantId} AND day BETWEEN ${from}::date AND ${to}::date AND grouped_by = ${setOf([column])} AND ${Prisma.raw(column)} <> ${UNKNOWN}
          GROUP BY 2 ORDER BY 3 DESC, 2 LIMIT ${most})`,
      )
      const rows = await db.$queryRaw<{ dimension: string; value: string }[]>`
        SELECT dimension, value FROM (${Prisma.join(parts, ' UNION ALL ')}) AS every ORDER BY count DESC, value`
      const of = (dimension: keyof FilterValues) =>
        rows.filter((row) => row.dimension === dimension).map(({ value }) => value)
      return {
        gender: of('gender'),
        platform: of('platform'),
        signupSource: of('signupSource'),
        campaign: of('campaign'),
        country: of('country'),
      }
    },
  }
}

interface SourceRow extends SourceTotal {
  readonly total: number
  readonly unknown: number
  readonly unique: number
}

/** The same, of the smallest set of rows that knows these columns and what narrows. */
function inSet(only: Narrowed, columns: Parameters<typeof setOf>[0]): Prisma.Sql {
  const narrowing = Object.entries(COLUMNS).flatMap(([dimension, column]) =>
    only[dimension as FigureDimension] === undefined ? [] : [column],
  )
  return Prisma.sql`AND grouped_by = ${setOf([...columns, ...narrowing])} ${narrowed(only)}`
}

/** The condition that leaves only these sign-ups, to stand after others. */
export function narrowed(only: Narrowed): Prisma.Sql {
  const conditions = Object.entries(COLUMNS).flatMap(([dimension, column]) => {
    const value = only[dimension as FigureDimension]
    return value === undefined
      ? []
      : [Prisma.sql`AND ${Prisma.raw(column)} IN (${Prisma.join(keysOf(value))})`]
  })
  return conditions.length === 0 ? Prisma.empty : Prisma.join(conditions, ' ')
}

/**
 * Counts one sign-up, by one statement that is safe however many run at once. A day full of kinds accepts no new one: then
 * only the country is kept apart. Those at work at the same moment may exceed the bound by their own number.
 */
export function countSignup(db: PrismaClient, tenantId: TenantId, signup: Signup) {
  const { day, source, medium, campaign, platform, gender, country, region, regionCode } = signup
  const kind = [source, medium, campaign, platform, gender, country, region]
  const orOther = (text: string) => Prisma.sql`CASE WHEN has_room THEN ${text} ELSE ${OTHER} END`
  const kinds = Prisma.sql`
    FROM signup_counts WHERE tenant_id = ${tenantId} AND grouped_by = ${WHOLE_SET} AND day = ${day}::date AND NOT demo`
  return db.$executeRaw(
    addSignups(Prisma.sql`
      SELECT ${tenantId} AS tenant_id, ${day}::date AS day, false AS demo, ${orOther(source)} AS source,
        ${orOther(medium)} AS medium, ${orOther(campaign)} AS campaign, ${orOther(platform)} AS platform,
        ${orOther(gender)} AS gender, ${country} AS country,
        CASE WHEN has_room THEN ${region} ELSE ${UNKNOWN} END AS region,
        CASE WHEN has_room THEN ${regionCode} ELSE ${UNKNOWN} END AS region_code, 1 AS count
      FROM (
        SELECT EXISTS (
          SELECT 1 ${kinds} AND (source, medium, campaign, platform, gender, country, region) = (${Prisma.join(kind)})
        ) OR (SELECT count(*) ${kinds}) < ${KINDS_A_DAY} AS has_room
      ) AS room`),
  )
}
