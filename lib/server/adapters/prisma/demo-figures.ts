import type { TenantId } from '@/lib/domain/ids'
import type { MadeUpFigures } from '@/lib/server/ports/analytics/acquisition'
import type { CountedSpan, FigureSpan } from '@/lib/server/ports/analytics/figure-history'
import type { Prisma } from './generated/client'
import { toTimestamp } from './timestamps'

/** Spans of one statement, so that none is of more than a few thousand rows. */
const SPANS_AT_ONCE = 48

/** Writes made-up figures, marked as such. */
export async function fillFigures(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { hours, days, interests, alerts }: MadeUpFigures,
): Promise<void> {
  await fillSpans(tx, tenantId, 'hour', hours)
  await fillSpans(tx, tenantId, 'day', days)
  await tx.interestCount.createMany({
    data: interests.flatMap(({ day, counts }) =>
      counts.map((count) => ({ tenantId, day: new Date(day), demo: true, ...count })),
    ),
  })
  await tx.alert.createMany({
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
  tx: Prisma.TransactionClient,
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
    await tx.$executeRaw`
      INSERT INTO figure_counts (tenant_id, span, start, demo, name, count)
      SELECT ${tenantId}, ${span}, start, true, name, count
      FROM unnest(${rows.map(({ start }) => start)}::timestamptz[], ${rows.map(({ name }) => name)}::text[],
        ${rows.map(({ count }) => Math.round(count))}::bigint[]) AS made (start, name, count)`
  }
}
