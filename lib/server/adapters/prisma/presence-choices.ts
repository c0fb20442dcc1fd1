import type { ChosenStatus } from '@/lib/domain/presence/presence'
import type { PresenceChoices } from '@/lib/server/ports/presence/presence-choices'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaPresenceChoices(db: PrismaClient): PresenceChoices {
  return {
    async set(userId, choice, now) {
      const data = { ...choice, changedAt: toTimestamp(now) }
      await db.presenceChoice.upsert({ where: { userId }, create: { userId, ...data }, update: data })
    },

    async of(users) {
      const rows = await db.presenceChoice.findMany({ where: { userId: { in: [...users] } } })
      return new Map(
        rows.map(({ userId, status, statusMessage, customStatus }) => [
          userId,
          { status: status as ChosenStatus, statusMessage, customStatus },
        ]),
      )
    },
  }
}
