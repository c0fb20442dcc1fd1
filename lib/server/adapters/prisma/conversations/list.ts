import type { ListedConversation } from '@/lib/domain/conversations/conversation'
import type { UserId } from '@/lib/domain/ids'
import type { PrismaClient } from '../generated/client'
import { toConversation, toMessage } from './rows'

/** A person's conversations with their last message, in one query; its cost grows with their number alone. */
export async function listOf(db: PrismaClient, userId: UserId): Promise<readonly ListedConversation[]> {
  const rows = await db.member.findMany({
    where: { userId, conversation: { deletedAt: null, closedAt: null } },
    include: {
      conversation: {
        include: {
          messages: {
            orderBy: { seq: 'desc' },
            take: 1,
            include: { author: { select: { displayName: true } } },
          },
          members: {
            where: { userId: { not: userId }, conversation: { kind: 'direct' } },
            take: 1,
            select: { user: { select: { id: true, displayName: true } } },
          },
        },
      },
    },
  })
  return rows
    .map(({ conversation: { messages, members, ...row }, readSeq, ownAfterRead }): ListedConversation => {
      const [last] = messages
      const other = members[0]?.user
      return {
        ...toConversation(row),
        lastSeq: row.lastSeq,
        readSeq,
        unread: Math.max(0, row.lastSeq - readSeq - ownAfterRead),
        memberCount: row.memberCount,
        lastMessage: last ? toMessage(last) : null,
        other: other ? { user: other.id, displayName: other.displayName } : null,
      }
    })
    .toSorted((a, b) => newestIn(b) - newestIn(a))
}

const newestIn = ({ lastMessage, createdAt }: ListedConversation) => lastMessage?.at ?? createdAt
