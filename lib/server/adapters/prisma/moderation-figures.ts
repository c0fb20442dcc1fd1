import { dayOf } from '@/lib/domain/days'
import type { ModerationCounts } from '@/lib/server/ports/moderation/moderation-counts'
import type { PrismaClient } from './generated/client'

export function createPrismaModerationCounts(db: PrismaClient): ModerationCounts {
  return {
    async counts(tenantId, { from, to }) {
      const rows = await db.moderationCount.groupBy({
        by: ['day', 'name', 'key'],
        where: { tenantId, day: { gte: new Date(from), lte: new Date(to) } },
        _sum: { count: true },
      })
      return rows.map(({ day, name, key, _sum }) => ({
        day: dayOf(day.getTime()),
        name,
        key,
        count: _sum.count ?? 0,
      }))
    },

    async waiting(tenantId) {
      const pending = { tenantId, status: 'pending' }
      const [count, oldest, appeals] = await Promise.all([
        db.report.count({ where: pending }),
        db.report.findFirst({
          where: pending,
          orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
          select: { id: true, createdAt: true },
        }),
        db.appeal.count({ where: pending }),
      ])
      return {
        pending: count,
        oldest: oldest && { id: oldest.id, createdAt: oldest.createdAt.getTime() },
        appeals,
      }
    },
  }
}
