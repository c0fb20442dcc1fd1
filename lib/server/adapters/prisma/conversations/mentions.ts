import { type Mentions, NO_MENTIONS } from '@/lib/domain/conversations/mentions'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import type { MentionQuery } from '@/lib/server/ports/conversations/messages'
import { lookUpByValues } from '../batched-lookup'
import type { PrismaClient } from '../generated/client'
import { toMessage, WITH_AUTHOR } from './rows'

type Tx = Pick<PrismaClient, '$queryRaw' | '$executeRaw'>

/** A message that may mention people, before it is written. */
interface Mentioning {
  readonly conversation: ConversationId
  readonly mentions?: Mentions
}

/**
 * Locks the people whom messages mention, so that none of them deletes their account meanwhile. Costs nothing where nobody is mentioned.
 *
 * @returns tells of each of the messages whom it mentions: members alone
 */
export async function lockMentioned(
  tx: Tx,
  messages: readonly Mentioning[],
): Promise<(message: Mentioning) => Mentions> {
  const pairs = messages.flatMap(({ conversation, mentions }) =>
    (mentions?.people ?? []).map((user) => ({ conversation, user })),
  )
  // Who is just deleting their account is left out: waiting for that would hold up everybody's messages.
  const rows =
    pairs.length === 0
      ? []
      : await tx.$queryRaw<{ conversation: ConversationId; user: UserId }[]>`
          SELECT members.conversation_id AS conversation, members.user_id AS "user"
          FROM unnest(${pairs.map(({ conversation }) => conversation)}::text[], ${pairs.map(({ user }) => user)}::text[])
            AS given (conversation, person)
          JOIN members ON members.conversation_id = given.conversation AND members.user_id = given.person
          JOIN users ON users.id = given.person
          FOR KEY SHARE OF users SKIP LOCKED`
  const isThere = new Set(rows.map(({ conversation, user }) => `${conversation} ${user}`))
  return ({ conversation, mentions = NO_MENTIONS }) => ({
    ...mentions,
    people: mentions.people.filter((user) => isThere.has(`${conversation} ${user}`)),
  })
}

/** Notes whom messages mention, who are locked. The messages are written. */
export async function noteMentions(tx: Tx, messages: readonly ConversationMessage[]): Promise<void> {
  const pairs = messages.flatMap(({ mentions, ...message }) =>
    mentions.people.map((user) => ({ ...message, user })),
  )
  if (pairs.length === 0) return
  await tx.$executeRaw`
    INSERT INTO mentions (message_id, user_id, conversation_id, seq)
    SELECT * FROM unnest(
      ${pairs.map(({ id }) => id)}::text[], ${pairs.map(({ user }) => user)}::text[],
      ${pairs.map(({ conversation }) => conversation)}::text[], ${pairs.map(({ seq }) => seq)}::int[])`
}

/** People whose mentions are counted in one query. */
const AT_ONCE = 40

/** How many messages that a person has not read mention them, by conversation; where there are none it has no entry. */
export function createUnreadMentions(db: PrismaClient) {
  const counts = lookUpByValues(
    ([users, avoided]: [string[], string[]]) => db.$queryRaw<MentionsRow[]>`
      SELECT wanted.n::int AS n, array_agg(members.conversation_id) AS ids,
        array_agg((named.count + everybody.count)::int) AS counts
      FROM (
        SELECT person, string_to_array(avoided, ' ') AS avoided, n
        FROM unnest(${users}::text[], ${avoided}::text[]) WITH ORDINALITY AS given (person, avoided, n)
      ) AS wanted
      JOIN members ON members.user_id = wanted.person
      CROSS JOIN LATERAL (
        SELECT count(*) FROM mentions JOIN messages ON messages.id = mentions.message_id
        WHERE mentions.user_id = members.user_id AND mentions.conversation_id = members.conversation_id
          AND mentions.seq > members.read_seq AND messages.author_id <> ALL(wanted.avoided)
      ) AS named
      CROSS JOIN LATERAL (
        SELECT count(*) FROM messages
        WHERE messages.conversation_id = members.conversation_id AND messages.mentions_all
          AND messages.seq > members.read_seq AND messages.author_id <> ALL(wanted.avoided)
          AND messages.author_id <> wanted.person AND members.user_id <> ALL(messages.mentions)
      ) AS everybody
      WHERE named.count + everybody.count > 0
      GROUP BY wanted.n`,
    { atOnce: AT_ONCE },
  )
  return async (user: UserId, avoided: ReadonlySet<UserId>): Promise<ReadonlyMap<ConversationId, number>> => {
    const row = await counts(user, [...avoided].join(' '))
    return new Map(row?.ids.map((id, index) => [id, row.counts[index] ?? 0]))
  }
}

interface MentionsRow {
  readonly n: number
  readonly ids: readonly ConversationId[]
  readonly counts: readonly number[]
}

/** By both indexes: what it costs does not grow with the conversation. */
export async function mentioning(
  db: PrismaClient,
  id: ConversationId,
  { user, after, limit, avoided }: MentionQuery,
): Promise<readonly ConversationMessage[]> {
  const unwanted = [...avoided, user]
  const found = await db.$queryRaw<{ seq: number }[]>`
    (SELECT mentions.seq FROM mentions JOIN messages ON messages.id = mentions.message_id
      WHERE user_id = ${user} AND mentions.conversation_id = ${id} AND mentions.seq > ${after}
        AND author_id <> ALL(${unwanted}::text[])
      ORDER BY mentions.seq LIMIT ${limit})
    UNION
    (SELECT seq FROM messages
      WHERE conversation_id = ${id} AND mentions_all AND seq > ${after} AND author_id <> ALL(${unwanted}::text[])
      ORDER BY seq LIMIT ${limit})
    ORDER BY seq LIMIT ${limit}`
  const rows = await db.message.findMany({
    where: { conversationId: id, seq: { in: found.map(({ seq }) => seq) } },
    orderBy: { seq: 'asc' },
    include: WITH_AUTHOR,
  })
  return rows.map(toMessage)
}
