import { type SignupDimension, UNKNOWN } from '@/lib/domain/acquisition'
import { Prisma } from './generated/client'

type Column = SignupDimension | 'region'

const ALL = ['source', 'medium', 'campaign', 'platform', 'gender', 'country', 'region'] as const

/**
 * Each sign-up is counted once in every set, by these columns; the others are empty there. So a question that is not narrowed,
 * or by what it asks for, reads as many rows as there are answers. Smallest first.
 */
const SETS = {
  platform: ['platform'],
  gender: ['gender'],
  home: ['platform', 'country'],
  sources: ['source', 'medium', 'campaign'],
  places: ['country', 'region'],
  all: ALL,
} as const satisfies Record<string, readonly Column[]>
type SignupSet = keyof typeof SETS

/** The one in which kinds of sign-up are kept apart, whose rows are bounded. */
export const WHOLE_SET: SignupSet = 'all'

const TABLE_OF_SETS = Prisma.raw(
  Object.entries(SETS)
    .map(([name, columns]) => `('${name}', ARRAY[${columns.map((column) => `'${column}'`).join(', ')}])`)
    .join(', '),
)
const KEPT = Prisma.raw(
  ALL.map((column) => `CASE WHEN '${column}' = ANY (kept) THEN ${column} ELSE '${UNKNOWN}' END`).join(', '),
)

/** The smallest set that knows all of these columns. */
export function setOf(columns: readonly Column[]): SignupSet {
  const known = Object.entries(SETS) as [SignupSet, readonly Column[]][]
  const found = known.find(([, has]) => columns.every((column) => has.includes(column)))
  return found?.[0] ?? WHOLE_SET
}

/**
 * Adds sign-ups to all sets, in one statement and in one order everywhere.
 *
 * @param rows - a query with the columns of the table but its set
 */
export function addSignups(rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO signup_counts AS old
      (tenant_id, grouped_by, day, demo, source, medium, campaign, platform, gender, country, region, region_code, count)
    SELECT tenant_id, grouped_by, day, demo, ${KEPT},
      max(CASE WHEN 'region' = ANY (kept) THEN region_code ELSE ${UNKNOWN} END), sum(count)
    FROM (${rows}) AS one, (VALUES ${TABLE_OF_SETS}) AS sets (grouped_by, kept)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ON CONFLICT (tenant_id, grouped_by, day, demo, source, medium, campaign, platform, gender, country, region)
      DO UPDATE SET count = old.count + excluded.count, region_code = greatest(old.region_code, excluded.region_code)`
}
