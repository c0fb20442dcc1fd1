import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { Appended, NewMessage } from '@/lib/server/ports/conversations/messages'
import type { PrismaClient } from '../generated/client'
import type { ConversationModel } from '../generated/models/Conversation'
import { attachAll, filesFor } from './attach'
import { lockMentioned, noteMentions } from './mentions'
import { toConversation, toMessage } from './rows'

type Tx = Pick<PrismaClient, '$queryRaw' | '$executeRaw' | 'message' | 'attachment'>

interface Checked {
  readonly n: number
  readonly isMember: boolean
  readonly displayName: string | null
  readonly hasReply: boolean
  readonly keptId: string | null
}

/**
 * Keeps messages of any conversations: locks those, checks each message, numbers them and writes them, whatever their number in
 * four statements, two more where files are attached, and two where people are mentioned. In a transaction.
 */
export async function appendAll(tx: Tx, drafts: readonly NewMessage[]): Promise<readonly Appended[]> {
  const places = await lockConversations(tx, drafts)
  const checked = await check(tx, drafts)
  const kept = await keptBefore(tx, checked)
  const files = await filesFor(tx, drafts)
  const mentionsOf = await lockMentioned(tx, drafts)
  const numbering = new Map([...places].map(([id, { lastSeq }]) => [id, lastSeq]))
  /** By conversation, author and client-made id: the same message twice in one transaction. */
  const here = new Map<string, ConversationMessage>()
  const fresh: ConversationMessage[] = []
  const outcomes = drafts.map((draft, index): Appended => {
    const place = places.get(draft.conversation)
    if (!place) return { outcome: 'absent' }
    const { isMember = false, displayName = null, hasReply = false, keptId } = checked.get(index) ?? {}
    if (!isMember) return { outcome: 'no-member' }
    const conversation = toConversation(place)
    const key = JSON.stringify([draft.conversation, draft.author, draft.clientMessageId])
    const before =
      (keptId && kept.get(keptId)) || (draft.clientMessageId === null ? undefined : here.get(key))
    if (before) {
      const author = { user: draft.author, displayName }
      return { outcome: 'kept', again: true, conversation, message: { ...before, author } }
    }
    if (place.closedAt !== null) return { outcome: 'closed' }
    if (draft.replyTo !== null && !hasReply) return { outcome: 'no-such-reply' }
    const attachments = files.claim(draft)
    if (!attachments) return { outcome: 'no-such-file' }
    const seq = (numbering.get(draft.conversation) ?? 0) + 1
    numbering.set(draft.conversation, seq)
    const { author, ...content } = draft
    const message = {
      ...content,
      mentions: mentionsOf(draft),
      attachments,
      seq,
      author: { user: author, displayName },
      editedAt: null,
      deletedAt: null,
    }
    here.set(key, message)
    fresh.push(message)
    return { outcome: 'kept', again: false, conversation, message }
  })
  if (fresh.length > 0) await write(tx, fresh)
  await attachAll(tx, fresh)
  await noteMentions(tx, fresh)
  return outcomes
}

/** One after the other in the order of their ids, so that two transactions never wait for each other. */
async function lockConversations(tx: Tx, drafts: readonly NewMessage[]) {
  const ids = [...new Set(drafts.map(({ conversation }) => conversation))]
  const rows = await tx.$queryRaw<ConversationModel[]>`
    SELECT id, tenant_id AS "tenantId", kind, key, name, description, is_private AS "isPrivate",
      creator_id AS "creatorId", last_seq AS "lastSeq", created_at AS "createdAt", closed_at AS "closedAt"
    FROM conversations WHERE id = ANY(${ids}::text[]) AND deleted_at IS NULL ORDER BY id FOR UPDATE`
  return new Map(rows.map((row) => [row.id, row]))
}

/** Sees what was committed until the locks were had. */
async function check(tx: Tx, drafts: readonly NewMessage[]): Promise<ReadonlyMap<number, Checked>> {
  const rows = await tx.$queryRaw<Checked[]>`
    SELECT wanted.n::int AS n, members.user_id IS NOT NULL AS "isMember", users.display_name AS "displayName",
      reply.id IS NOT NULL AS "hasReply", kept.id AS "keptId"
    FROM unnest(
      ${drafts.map(({ conversation }) => conversation)}::text[], ${drafts.map(({ author }) => author)}::text[],
      ${drafts.map(({ clientMessageId }) => clientMessageId ?? '')}::text[],
      ${drafts.map(({ replyTo }) => replyTo ?? '')}::text[]
    ) WITH ORDINALITY AS wanted (conversation, author, client, reply, n)
    LEFT JOIN members ON members.conversation_id = wanted.conversation AND members.user_id = wanted.author
    LEFT JOIN users ON users.id = wanted.author
    LEFT JOIN messages reply ON reply.id = wanted.reply AND reply.conversation_id = wanted.conversation
    LEFT JOIN messages kept ON kept.conversation_id = wanted.conversation AND kept.author_id = wanted.author
      AND kept.client_message_id = wanted.client`
  return new Map(rows.map((row) => [row.n - 1, row]))
}

/** Those that were sent before. */
async function keptBefore(tx: Tx, checked: ReadonlyMap<number, Checked>) {
  const ids = [...checked.values()].flatMap(({ keptId }) => keptId ?? [])
  if (ids.length === 0) return new Map<string, ConversationMessage>()
  const rows = await tx.message.findMany({ where: { id: { in: ids } } })
  return new Map(rows.map((row) => [row.id, toMessage({ ...row, author: null })]))
}

async function write(tx: Tx, messages: readonly ConversationMessage[]): Promise<void> {
  const column = <T>(read: (message: ConversationMessage) => T) => messages.map(read)
  const authorOf = ({ author }: ConversationMessage) => author?.user ?? ''
  await tx.$executeRaw`
    WITH fresh AS (
      SELECT * FROM unnest(
        ${column(({ conversation }) => conversation)}::text[], ${column(({ seq }) => seq)}::int[],
        ${column(({ id }) => id)}::text[], ${column(authorOf)}::text[],
        ${column(({ clientMessageId }) => clientMessageId ?? '')}::text[], ${column(({ type }) => type)}::text[],
        ${column(({ text }) => text)}::text[], ${column(({ replyTo }) => replyTo ?? '')}::text[],
        ${column(({ metadata }) => (metadata ? JSON.stringify(metadata) : ''))}::text[],
        ${column(({ attachments }) => (attachments.length > 0 ? JSON.stringify(attachments) : ''))}::text[],
        ${column(({ at }) => at)}::float8[], ${column(({ flagged }) => flagged ?? false)}::boolean[],
        ${column(({ mentions }) => mentions.people.join(' '))}::text[],
        ${column(({ mentions }) => mentions.everybody)}::boolean[]
      ) AS one (conversation, seq, id, author, client, type, body, reply, metadata, attachments, at, flagged,
        mentions, everybody)
    ), kept AS (
      INSERT INTO messages
        (conversation_id, seq, id, author_id, client_message_id, type, text, reply_to_id, metadata, attachments,
         created_at, flagged, mentions, mentions_all)
      SELECT conversation, seq, id, author, NULLIF(client, ''), type, body, NULLIF(reply, ''),
        NULLIF(metadata, '')::jsonb, NULLIF(attachments, '')::jsonb, to_timestamp(at / 1000), flagged,
        string_to_array(mentions, ' '), everybody FROM fresh
    ), numbered AS (
      UPDATE conversations SET last_seq = last.seq
      FROM (SELECT conversation, max(seq) AS seq FROM fresh GROUP BY conversation) AS last
      WHERE conversations.id = last.conversation
    )
    UPDATE members SET own_after_read = own_after_read + own.count
    FROM (SELECT conversation, author, count(*)::int AS count FROM fresh GROUP BY conversation, author) AS own
    WHERE members.conversation_id = own.conversation AND members.user_id = own.author`
}
