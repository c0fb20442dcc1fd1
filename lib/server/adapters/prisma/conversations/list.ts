import type { ListedConversation } from '@/lib/domain/conversations/conversation'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { UserId } from '@/lib/domain/ids'
import type { PrismaClient } from '../generated/client'
import { unreadMentionsOf } from './mentions'
import { toConversation, toMessage, WITH_AUTHOR } from './rows'

/** A person's conversations with their last message; the cost grows with their number, not with what was written. */
export async function listOf(
  db: PrismaClient,
  userId: UserId,
  avoided: ReadonlySet<UserId>,
): Promise<readonly ListedConversation[]> {
  const [rows, lastOnes, mentions] = await Promise.all([
    db.member.findMany({
      where: { userId, conversation: { deletedAt: null, closedAt: null } },
      include: {
        conversation: {
          include: {
            members: {
              where: { userId: { not: userId }, conversation: { kind: 'direct' } },
              select: { user: { select: { id: true, displayName: true } } },
            },
          },
        },
      },
    }),
    lastMessagesOf(db, userId),
    unreadMentionsOf(db, userId, avoided),
  ])
  return rows
    .map(({ conversation: { members, ...row }, readSeq, ownAfterRead }): ListedConversation => {
      const other = members[0]?.user
      return {
        ...toConversation(row),
        lastSeq: row.lastSeq,
        readSeq,
        unread: Math.max(0, row.lastSeq - readSeq - ownAfterRead),
        unreadMentions: mentions.get(row.id) ?? 0,
        memberCount: row.memberCount,
        lastMessage: lastOnes.get(row.id) ?? null,
        other: other ? { user: other.id, displayName: other.displayName } : null,
      }
    })
    .toSorted((a, b) => newestIn(b) - newestIn(a))
}

const newestIn = ({ lastMessage, createdAt }: ListedConversation) => lastMessage?.at ?? createdAt

/** By conversation. A nested `take` would read all that was ever written there. */
async function lastMessagesOf(
  db: PrismaClient,
  userId: UserId,
): Promise<ReadonlyMap<string, ConversationMessage>> {
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT one.id FROM members JOIN conversations ON conversations.id = members.conversation_id
    JOIN messages one ON one.conversation_id = conversations.id AND one.seq = conversations.last_seq
    WHERE members.user_id = ${userId} AND conversations.deleted_at IS NULL AND conversations.closed_at IS NULL`
  const rows = await db.message.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    include: WITH_AUTHOR,
  })
  return new Map(rows.map((row) => [row.conversationId, toMessage(row)]))
}
