import { platformOf } from '@/lib/domain/activity'
import { UNKNOWN } from '@/lib/domain/acquisition'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { keysOf, NARROWED_BY, type NarrowedBy } from '@/lib/domain/figure-filter'
import { spanStart } from '@/lib/domain/figure-spans'
import type { UserId } from '@/lib/domain/ids'
import { FIGURE_SPANS } from '@/lib/server/ports/analytics/figure-history'
import type {
  NarrowedFact,
  NarrowedFigures,
  NarrowedSpan,
} from '@/lib/server/ports/analytics/narrowed-figures'
import { Prisma, type PrismaClient } from './generated/client'
import { isOutage, isRefusal } from './outages'
import type { DatabaseLog } from './postgres-pool'
import { createRecordQueue } from './record-queue'
import { toTimestamp } from './timestamps'

/** A row is written this often at most, ms, by facts in such numbers: each time costs as much as it holds. */
const GATHERED_MS = 10_000
const AT_ONCE = 2_000

type NarrowedRow = NarrowedSpan & { readonly tenant: string }

type Home = Readonly<Record<NarrowedBy['dimension'], string>>
const NOWHERE: Home = { platform: UNKNOWN, country: UNKNOWN }

/** `written` resolves when everything so far is. */
export function createPrismaNarrowedFigures(db: PrismaClient, log?: DatabaseLog) {
  const facts = createRecordQueue<NarrowedFact>({
    gatheredMs: GATHERED_MS,
    atOnce: AT_ONCE,
    isRefusal,
    onFailed: (error) => !isOutage(error) && log?.warn(`Narrowed figures wait: ${String(error)}`),
    onDropped: (count, error) =>
      log?.warn(
        `${count} counts of narrowed figures are lost: ${error === undefined ? 'the database has been away for too long' : String(error)}`,
      ),
    write: async (rows) => {
      const homes = await homesOf(db, rows)
      await db.$executeRaw(addNarrowed(spansOf(rows, homes)))
    },
  })
  const narrowedFigures: NarrowedFigures = {
    add: facts.add,

    async read(tenantId, { span, from, to, names, by: { dimension, value } }) {
      await facts.flush()
      const rows = await db.$queryRaw<{ start: Date; counters: Counters }[]>`
        SELECT start, counters FROM narrowed_figures
        WHERE tenant_id = ${tenantId} AND dimension = ${dimension} AND value IN (${Prisma.join([...keysOf(value)])})
          AND span = ${span}
          AND start BETWEEN ${toTimestamp(spanStart(span, from))} AND ${toTimestamp(spanStart(span, to))}
        ORDER BY start`
      const wanted = new Set(names)
      return [...Map.groupBy(rows, ({ start }) => start.getTime())].flatMap(([start, all]) => {
        const counters = ofNames(addCounters(...all.map((row) => row.counters)), wanted)
        return Object.keys(counters).length === 0 ? [] : [{ start, counters }]
      })
    },
  }
  return { narrowedFigures, written: facts.flush }
}

const ofNames = (counters: Counters, wanted: ReadonlySet<string>): Counters =>
  Object.fromEntries(Object.entries(counters).filter(([name]) => wanted.has(name.split(':', 1)[0] ?? name)))

/** Where these people are from and on what, as far as they are still there. */
async function homesOf(db: PrismaClient, facts: readonly NarrowedFact[]): Promise<Map<UserId, Home>> {
  const ids = [...new Set(facts.flatMap(({ users }) => users))]
  const rows = await db.$queryRaw<{ id: UserId; platform: string | null; country: string | null }[]>`
    SELECT id, platform, country FROM users WHERE id = ANY (${ids}::text[])`
  return new Map(
    rows.map(({ id, platform, country }) => [
      id,
      { platform: platformOf(platform), country: country ?? UNKNOWN },
    ]),
  )
}

/** The facts added up, each once for every value that one of its people has. */
function spansOf(facts: readonly NarrowedFact[], homes: ReadonlyMap<UserId, Home>): readonly NarrowedRow[] {
  const parts = facts.flatMap(({ tenant, at, users, counters }) =>
    NARROWED_BY.flatMap((dimension) => {
      const values = new Set(users.map((user) => (homes.get(user) ?? NOWHERE)[dimension]))
      return [...values].flatMap((value) =>
        FIGURE_SPANS.map((span) => ({
          tenant,
          dimension,
          value,
          span,
          start: spanStart(span, at),
          counters,
        })),
      )
    }),
  )
  const keyOf = ({ tenant, dimension, value, span, start }: NarrowedRow) =>
    [tenant, dimension, value, span, start].join('\n')
  return [...Map.groupBy(parts, keyOf).values()].flatMap((same) => {
    const [first] = same
    return first ? [{ ...first, counters: addCounters(...same.map(({ counters }) => counters)) }] : []
  })
}

/**
 * Adds to the rows, each once a statement and in one order everywhere.
 *
 * @param demo - made up for demonstration
 */
export function addNarrowed(rows: readonly NarrowedRow[], demo = false): Prisma.Sql {
  const written = rows.map(({ start, ...row }) => ({ ...row, start: toTimestamp(start).toISOString() }))
  return Prisma.sql`
    INSERT INTO narrowed_figures AS old (tenant_id, dimension, value, span, start, demo, counters)
    SELECT tenant, dimension, value, span, start, ${demo}::boolean, counters
    FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb) AS new(tenant text, dimension text, value text, span text,
      start timestamptz, counters jsonb)
    ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, dimension, value, span, start, demo) DO UPDATE SET counters = (
      SELECT jsonb_object_agg(name, total) FROM (
        SELECT key AS name, sum(value::bigint) AS total FROM (
          SELECT * FROM jsonb_each_text(old.counters) UNION ALL SELECT * FROM jsonb_each_text(excluded.counters)
        ) AS both_of GROUP BY key
      ) AS added)`
}
