import { dayOf } from '@/lib/domain/days'
import type { Millis, TenantId } from '@/lib/domain/ids'
import { Prisma } from './generated/client'

/** What is counted: by name and kind. */
export type ModerationTally = readonly [name: string, key: string]

/** Adds one to each on the day of `at`, in the transaction of what is counted; in one order, so that nobody waits in a circle. */
export async function countModeration(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  at: Millis,
  tallies: readonly ModerationTally[],
): Promise<void> {
  if (tallies.length === 0) return
  const rows = tallies
    .toSorted(([a, b], [c, d]) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1))
    .map(([name, key]) => Prisma.sql`(${tenantId}, ${dayOf(at)}::date, ${name}, ${key}, 1)`)
  await tx.$executeRaw`
    INSERT INTO moderation_counts (tenant_id, day, name, key, count) VALUES ${Prisma.join(rows)}
    ON CONFLICT (tenant_id, day, demo, name, key) DO UPDATE SET count = moderation_counts.count + 1`
}
