import { MENTION_BOUNDS } from '@/lib/domain/conversations/mentions'
import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import type {
  ConversationPeople,
  ReadersPage,
  ReadersQuery,
} from '@/lib/server/ports/conversations/conversation-people'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'

/** People of one name who are looked for. */
const OF_ONE_NAME = 2 * MENTION_BOUNDS.people

export function createPrismaConversationPeople(db: PrismaClient): ConversationPeople {
  return {
    async named(id, names) {
      // Name by name through the index over names: what it costs does not grow with the conversation.
      const rows = await db.$queryRaw<{ name: string; user: UserId }[]>`
        SELECT wanted.name, found.id AS "user" FROM unnest(${[...names]}::text[]) AS wanted (name)
        CROSS JOIN LATERAL (
          SELECT users.id FROM users
          WHERE tenant_id = (SELECT tenant_id FROM conversations WHERE id = ${id})
            AND display_name IS NOT NULL AND lower(display_name) = lower(wanted.name)
            AND EXISTS (SELECT 1 FROM members WHERE conversation_id = ${id} AND user_id = users.id)
          LIMIT ${OF_ONE_NAME}
        ) AS found`
      const holders = new Map<string, UserId[]>()
      for (const { name, user } of rows) holders.set(name, [...(holders.get(name) ?? []), user])
      return holders
    },

    beginning: (id, text, { except, limit }) =>
      db.$queryRaw<NamedPerson[]>`
        SELECT user_id AS "user", display_name AS "displayName" FROM members JOIN users ON users.id = user_id
        WHERE conversation_id = ${id} AND user_id <> ALL(${[...except]}::text[])
          AND strpos(' ' || lower(display_name), ' ' || lower(${text})) > 0
        ORDER BY NOT starts_with(lower(display_name), lower(${text})), lower(display_name), user_id
        LIMIT ${limit}`,

    readers: (id, query) => readersOf(db, id, query),
  }
}

async function readersOf(
  db: PrismaClient,
  id: ConversationId,
  { seq, at, except, after = '', limit }: ReadersQuery,
): Promise<ReadersPage> {
  const rows = await db.$queryRaw<(NamedPerson & { total: number })[]>`
    WITH readers AS (
      SELECT user_id, display_name FROM members JOIN users ON users.id = user_id
      WHERE conversation_id = ${id} AND read_seq >= ${seq} AND joined_at <= ${toTimestamp(at)}::timestamptz
        AND NOT hides_read AND user_id <> ALL(${[...except]}::text[])
    )
    SELECT user_id AS "user", display_name AS "displayName", (SELECT count(*) FROM readers)::int AS total
    FROM readers WHERE user_id > ${after} ORDER BY user_id LIMIT ${limit + 1}`
  const readers = rows.slice(0, limit).map(({ user, displayName }) => ({ user, displayName }))
  return { readers, total: rows[0]?.total ?? 0, hasMore: rows.length > limit }
}
