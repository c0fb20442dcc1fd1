import type { BroadcastPriority } from '@/lib/domain/broadcasts'
import { addDays } from '@/lib/domain/days'
import type { BroadcastId, Millis } from '@/lib/domain/ids'
import type { Broadcasts } from '@/lib/server/ports/conversations/broadcasts'
import type { WriteAudit } from '../audit-log'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'

export function createPrismaBroadcasts(db: PrismaClient, writeAudit: WriteAudit): Broadcasts {
  return {
    add: ({ id, tenantId, author, message, priority, at }, audit) =>
      db.$transaction(async (tx) => {
        const createdAt = toTimestamp(at)
        await tx.broadcast.createMany({
          data: { id, tenantId, authorId: author, message, priority, createdAt },
        })
        await writeAudit(tx, audit)
      }),

    async addReached(counts) {
      // In one order everywhere, so that two processes do not wait for each other.
      const all = [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1))
      const ids = all.map(([id]) => id)
      await db.$executeRaw`
        UPDATE broadcasts SET reached = reached + added.count
        FROM unnest(${ids}::text[], ${all.map(([, count]) => count)}::int[]) AS added (id, count)
        WHERE broadcasts.id = added.id`
    },

    async page(tenantId, { before, beforeId, limit }) {
      const rows = await db.broadcast.findMany({
        where: { tenantId, ...(before !== undefined && olderThan(before, beforeId)) },
        include: { author: { select: { displayName: true } } },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(({ id, message, priority, authorId, author, reached, createdAt }) => ({
        id,
        message,
        priority: priority as BroadcastPriority,
        from: authorId === null ? null : { user: authorId, displayName: author?.displayName ?? null },
        at: createdAt.getTime(),
        reached,
      }))
    },

    days: (tenantId, { from, to }) => db.$queryRaw`
      SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS sent, sum(reached)::int AS reached
      FROM broadcasts WHERE tenant_id = ${tenantId}
        AND created_at >= ${new Date(from)} AND created_at < ${new Date(addDays(to, 1))}
      GROUP BY 1 ORDER BY 1`,
  }
}

function olderThan(before: Millis, id: BroadcastId | undefined) {
  const createdAt = toTimestamp(before)
  return {
    OR: [{ createdAt: { lt: createdAt } }, ...(id === undefined ? [] : [{ createdAt, id: { gt: id } }])],
  }
}
