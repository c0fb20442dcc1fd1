import { type ChosenStatus, NO_CHOICE } from '@/lib/domain/presence/presence'
import type { PresenceChoices } from '@/lib/server/ports/presence/presence-choices'
import { lookUpByValues } from './batched-lookup'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaPresenceChoices(db: PrismaClient): PresenceChoices {
  // Asked for whenever somebody comes: after a restart or a lost network, thousands come at once.
  const source = lookUpByValues(
    ([users, most]: [string[], number[]]) => db.$queryRaw<SourceRow[]>`
      SELECT wanted.n::int AS n, u.display_name AS "displayName", c.status, c.status_message AS "statusMessage",
        c.custom_status AS "customStatus",
        ARRAY(
          SELECT m.conversation_id FROM members m JOIN conversations v ON v.id = m.conversation_id
          WHERE m.user_id = u.id AND v.deleted_at IS NULL AND v.closed_at IS NULL AND v.member_count <= wanted.most
        ) AS conversations
      FROM unnest(${users}::text[], ${most}::int[]) WITH ORDINALITY AS wanted (id, most, n)
      JOIN users u ON u.id = wanted.id LEFT JOIN presence_choices c ON c.user_id = u.id`,
    { atOnce: 40 },
  )
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

    async sourceOf(user, atMostMembers) {
      const row = await source(user, atMostMembers)
      if (!row) return undefined
      const { displayName, conversations, status, statusMessage, customStatus } = row
      const choice = status === null ? NO_CHOICE : { status, statusMessage, customStatus }
      return { choice, displayName, conversations }
    },
  }
}

interface SourceRow {
  readonly n: number
  readonly displayName: string | null
  readonly status: ChosenStatus | null
  readonly statusMessage: string | null
  readonly customStatus: string | null
  readonly conversations: readonly string[]
}
