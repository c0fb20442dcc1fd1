import { acceptedValues, MAX_SEGMENTS, type Segment } from '@/lib/domain/segments'
import type { Segments } from '@/lib/server/ports/analytics/segments'
import type { PrismaClient } from './generated/client'
import type { SavedSegmentModel } from './generated/models/SavedSegment'
import { toTimestamp } from './timestamps'

export function createPrismaSegments(db: PrismaClient): Segments {
  return {
    async of(userId) {
      const rows = await db.savedSegment.findMany({ where: { userId }, orderBy: { name: 'asc' } })
      return rows.map(toSegment)
    },

    save: (userId, { id, name, only, savedAt }) =>
      db.$transaction(async (tx) => {
        // Two that are saved at once are counted one after the other.
        const users = await tx.$executeRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`
        if (users === 0) return 'absent'
        const others = await tx.savedSegment.count({ where: { userId, name: { not: name } } })
        if (others >= MAX_SEGMENTS) return 'full'
        const kept = { filters: { ...only }, savedAt: toTimestamp(savedAt) }
        return toSegment(
          await tx.savedSegment.upsert({
            where: { userId_name: { userId, name } },
            create: { id, userId, name, ...kept },
            update: kept,
          }),
        )
      }),

    async remove(userId, id) {
      const { count } = await db.savedSegment.deleteMany({ where: { id, userId } })
      return count > 0
    },
  }
}

function toSegment({ id, name, filters, savedAt }: SavedSegmentModel): Segment {
  return { id, name, only: acceptedValues(filters as Record<string, string>), savedAt: savedAt.getTime() }
}
