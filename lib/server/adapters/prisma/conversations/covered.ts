import type { ConversationId, UserId } from '@/lib/domain/ids'
import type { CursorMove } from '@/lib/server/ports/conversations/messages'
import type { PrismaClient } from '../generated/client'

/** Of what is newly read, the authors of so many messages learn of it. */
const AUTHORS_WITHIN = 200

/** Reads what cursors have moved over. @returns for one of them: its last message, and whose messages it has covered */
export async function authorsCovered(
  tx: Pick<PrismaClient, 'message'>,
  conversationId: ConversationId,
  { from, to }: Pick<CursorMove, 'from' | 'to'>,
) {
  const rows = await tx.message.findMany({
    where: { conversationId, seq: { gt: Math.max(from, to - AUTHORS_WITHIN), lte: to } },
    select: { id: true, authorId: true, seq: true },
  })
  return (user: UserId, after: number, upTo: number): Pick<CursorMove, 'messageId' | 'authors'> => {
    const covered = rows.filter(({ seq }) => seq > after && seq <= upTo)
    const authors = new Set(covered.flatMap(({ authorId }) => authorId ?? []))
    authors.delete(user)
    return { messageId: covered.find(({ seq }) => seq === upTo)?.id ?? null, authors: [...authors] }
  }
}
