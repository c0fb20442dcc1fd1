import type { ConversationId, UserId } from '@/lib/domain/ids'
import { EVIDENCE_MESSAGES, type EvidenceMessage } from '@/lib/domain/moderation'
import type { PrismaClient } from '../generated/client'
import type { MessageModel } from '../generated/models/Message'
import type { MessageOriginalModel } from '../generated/models/MessageOriginal'

/** Reads by the index of an author's messages, and by sequence number: what it costs does not grow with the conversation. */
export async function evidenceFrom(
  db: PrismaClient,
  conversationId: ConversationId,
  { people, around }: { readonly people: readonly UserId[]; readonly around: readonly number[] },
): Promise<readonly EvidenceMessage[]> {
  const wanted = await db.$queryRaw<{ seq: number }[]>`
    (SELECT seq FROM messages WHERE conversation_id = ${conversationId} ORDER BY seq DESC LIMIT ${EVIDENCE_MESSAGES})
    UNION
    SELECT near.seq FROM unnest(${[...around]}::int[]) AS named (seq)
      JOIN messages near ON near.conversation_id = ${conversationId}
        AND near.seq BETWEEN named.seq - ${EVIDENCE_MESSAGES}::int AND named.seq + ${EVIDENCE_MESSAGES}::int
    UNION
    SELECT last.seq FROM unnest(${[...people]}::text[]) AS person (id) CROSS JOIN LATERAL (
      SELECT seq FROM messages WHERE author_id = person.id AND conversation_id = ${conversationId}
      ORDER BY created_at DESC LIMIT ${EVIDENCE_MESSAGES}) AS last
    UNION
    SELECT foul.seq FROM unnest(${[...people]}::text[]) AS person (id) CROSS JOIN LATERAL (
      SELECT seq FROM messages WHERE author_id = person.id AND conversation_id = ${conversationId} AND flagged
      ORDER BY created_at DESC LIMIT ${EVIDENCE_MESSAGES}) AS foul`
  const rows = await db.message.findMany({
    where: { conversationId, seq: { in: wanted.map(({ seq }) => seq) } },
    orderBy: { seq: 'asc' },
    include: { originals: { orderBy: { id: 'asc' } } },
  })
  const files = await filesOf(db, rows)
  return rows.map((row) => toEvidence(row, files.get(row.id) ?? []))
}

/** Names of files by message, also of those that went with a message. */
async function filesOf(
  db: PrismaClient,
  messages: readonly MessageModel[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db.attachment.findMany({
    where: { messageId: { in: messages.map(({ id }) => id) } },
    select: { messageId: true, name: true },
    orderBy: { id: 'asc' },
  })
  const names = new Map<string, string[]>()
  for (const { messageId, name } of rows)
    if (messageId !== null) names.set(messageId, [...(names.get(messageId) ?? []), name])
  return names
}

function toEvidence(
  row: MessageModel & { originals: readonly MessageOriginalModel[] },
  files: readonly string[],
): EvidenceMessage {
  const before = row.originals.map(({ text }) => text)
  const isDeleted = row.deletedAt !== null
  return {
    messageId: row.id,
    senderId: row.authorId ?? '',
    content: isDeleted ? (before.at(-1) ?? '') : row.text,
    type: 'text',
    timestamp: row.createdAt.getTime(),
    flagged: row.flagged,
    originals: isDeleted ? before.slice(0, -1) : before,
    isDeleted,
    files,
  }
}
