import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import type {
  ConversationPeople,
  ReadersPage,
  ReadersQuery,
} from '@/lib/server/ports/conversations/conversation-people'
import type { PrismaClient } from '../generated/client'
import { toTimestamp } from '../timestamps'

/** People of one name, and of all names of a message together. */
const NAMED = 200

export function createPrismaConversationPeople(db: PrismaClient): ConversationPeople {
  return {
    async named(id, names) {
      // By the index over names: what it costs does not grow with the conversation.
      const rows = await db.$queryRaw<{ name: string; user: UserId }[]>`
        SELECT wanted.name, members.user_id AS "user" FROM unnest(${[...names]}::text[]) AS wanted (name)
        JOIN conversations ON conversations.id = ${id}
        JOIN users ON users.tenant_id = conversations.tenant_id AND display_name IS NOT NULL
          AND lower(display_name) = lower(wanted.name)
        JOIN members ON members.conversation_id = ${id} AND members.user_id = users.id
        LIMIT ${NAMED}`
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
