import { spanStart } from '@/lib/domain/figure-spans'
import {
  type CountedSpan,
  FIGURE_SPANS,
  type FigureHistory,
} from '@/lib/server/ports/analytics/figure-history'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

/** The mark of the last addition stands at a moment of its own. */
const MARK = { span: 'written', start: new Date(0), name: 'last' }

export function createPrismaFigureHistory(db: PrismaClient): FigureHistory {
  return {
    async add(tenantId, at, counted) {
      const entries = Object.entries(counted).filter(([, count]) => count !== 0)
      const names = entries.map(([name]) => name)
      const counts = entries.map(([, count]) => Math.round(count))
      return db.$transaction(async (tx) => {
        // Two processes that add at once wait here for each other.
        const isNew = await tx.$executeRaw`
          INSERT INTO figure_counts (tenant_id, span, start, name, count)
          VALUES (${tenantId}, ${MARK.span}, ${MARK.start}, ${MARK.name}, ${at})
          ON CONFLICT (tenant_id, span, start, demo, name) DO UPDATE SET count = excluded.count
            WHERE figure_counts.count < excluded.count`
        if (isNew === 0) return false
        for (const span of FIGURE_SPANS)
          await tx.$executeRaw`
            INSERT INTO figure_counts (tenant_id, span, start, name, count)
            SELECT ${tenantId}, ${span}, ${toTimestamp(spanStart(span, at))}, name, count
            FROM unnest(${names}::text[], ${counts}::bigint[]) AS added (name, count)
            ON CONFLICT (tenant_id, span, start, demo, name) DO UPDATE SET count =
              CASE WHEN figure_counts.name LIKE 'peak.%' THEN GREATEST(figure_counts.count, excluded.count)
                ELSE figure_counts.count + excluded.count END`
        return true
      })
    },

    async read(tenantId, { span, from, to, names }) {
      const rows = await db.$queryRaw<{ start: Date; name: string; count: number }[]>`
        SELECT start, name, CASE WHEN name LIKE 'peak.%' THEN max(count) ELSE sum(count) END::float8 AS count
        FROM figure_counts
        WHERE tenant_id = ${tenantId} AND span = ${span}
          AND start BETWEEN ${toTimestamp(spanStart(span, from))} AND ${toTimestamp(spanStart(span, to))}
          AND split_part(name, ':', 1) = ANY (${[...names]}::text[])
        GROUP BY start, name ORDER BY start`
      return spansOf(rows)
    },
  }
}

function spansOf(rows: readonly { start: Date; name: string; count: number }[]): CountedSpan[] {
  const spans = new Map<number, Record<string, number>>()
  for (const { start, name, count } of rows) {
    const counters = spans.get(start.getTime()) ?? {}
    counters[name] = count
    spans.set(start.getTime(), counters)
  }
  return [...spans].map(([start, counters]) => ({ start, counters }))
}
