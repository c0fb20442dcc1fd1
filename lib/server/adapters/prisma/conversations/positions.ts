import type { UserId } from '@/lib/domain/ids'
import type { ConversationPosition } from '@/lib/server/ports/conversations/conversations'
import { lookUpTogether } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'

/** People in one query. */
const AT_ONCE = 40

interface Row extends ConversationPosition {
  readonly user: UserId
}

/** A person's conversations and how far each goes, asked for by every connection that opens. */
export function createPositions(db: PrismaClient) {
  const ofUser = lookUpTogether<UserId, readonly ConversationPosition[]>(
    async (users) => {
      const rows = await db.$queryRaw<Row[]>`
        SELECT m.user_id AS "user", c.id, c.last_seq AS "lastSeq"
        FROM members m JOIN conversations c ON c.id = m.conversation_id
        WHERE m.user_id = ANY(${users}::text[]) AND c.deleted_at IS NULL AND c.closed_at IS NULL`
      const byUser = Map.groupBy(rows, ({ user }) => user)
      return new Map(
        [...byUser].map(([user, own]) => [user, own.map(({ id, lastSeq }) => ({ id, lastSeq }))]),
      )
    },
    { atOnce: AT_ONCE, fillsUp: false },
  )
  return async (user: UserId): Promise<readonly ConversationPosition[]> => (await ofUser(user)) ?? []
}
