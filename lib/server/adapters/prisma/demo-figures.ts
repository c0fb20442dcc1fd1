import type { TenantId } from '@/lib/domain/ids'
import type { MadeUpFigures } from '@/lib/server/ports/analytics/acquisition'
import type { CountedSpan, FigureSpan } from '@/lib/server/ports/analytics/figure-history'
import type { PrismaClient } from './generated/client'
import { addNarrowed } from './narrowed-figures'
import { toTimestamp } from './timestamps'

/** Spans of one statement: a thousand rows, so that others have their turn in between. */
const SPANS_AT_ONCE = 12
const NARROWED_AT_ONCE = 50

/** Writes made-up figures, marked as such; what is there already stays, so that whoever was stopped can begin again. */
export async function fillFigures(
  db: PrismaClient,
  tenantId: TenantId,
  { hours, days, narrowed = [], interests, alerts }: MadeUpFigures,
): Promise<void> {
  await fillSpans(db, tenantId, 'hour', hours)
  await fillSpans(db, tenantId, 'day', days)
  // What somebody began before is begun anew, so that nothing counts twice.
  await db.narrowedFigure.deleteMany({ where: { tenantId, demo: true } })
  for (let from = 0; from < narrowed.length; from += NARROWED_AT_ONCE) {
    const rows = narrowed.slice(from, from + NARROWED_AT_ONCE).map((row) => ({ ...row, tenant: tenantId }))
    await db.$executeRaw(addNarrowed(rows, true))
  }
  await db.interestCount.createMany({
    skipDuplicates: true,
    data: interests.flatMap(({ day, counts }) =>
      counts.map((count) => ({ tenantId, day: new Date(day), demo: true, ...count })),
    ),
  })
  await db.alert.createMany({
    skipDuplicates: true,
    data: alerts.map(({ isDemo: demo, raisedAt, clearedAt, ...alert }) => ({
      ...alert,
      tenantId,
      demo,
      raisedAt: toTimestamp(raisedAt),
      clearedAt: clearedAt === null ? null : toTimestamp(clearedAt),
    })),
  })
}

async function fillSpans(
  db: PrismaClient,
  tenantId: TenantId,
  span: FigureSpan,
  spans: readonly CountedSpan[],
): Promise<void> {
  for (let from = 0; from < spans.length; from += SPANS_AT_ONCE) {
    const rows = spans
      .slice(from, from + SPANS_AT_ONCE)
      .flatMap(({ start, counters }) =>
        Object.entries(counters).map(([name, count]) => ({ start: toTimestamp(start), name, count })),
      )
    await db.$executeRaw`
      INSERT INTO figure_counts (tenant_id, span, start, demo, name, count)
      SELECT ${tenantId}, ${span}, start, true, name, count
      FROM unnest(${rows.map(({ start }) => start)}::timestamptz[], ${rows.map(({ name }) => name)}::text[],
        ${rows.map(({ count }) => Math.round(count))}::bigint[]) AS made (start, name, count)
      ON CONFLICT DO NOTHING`
  }
}
