import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { ConversationId, MessageId, Millis, UserId } from '@/lib/domain/ids'
import type { MessageChange } from '@/lib/server/ports/conversations/messages'
import { Prisma } from '../generated/client'
import { toTimestamp } from '../timestamps'
import { lockMentioned, noteMentions } from './mentions'
import { toMessage, WITH_AUTHOR } from './rows'

interface Changing {
  readonly id: MessageId
  readonly author: UserId
  readonly change: MessageChange
  readonly now: Millis
}

/** Edits or deletes a message of its author's; what it said stays as evidence, whom it mentions is noted anew. In a transaction. */
export async function changeMessage(
  tx: Prisma.TransactionClient,
  { id, author, change, now }: Changing,
): Promise<ConversationMessage | undefined> {
  const [before] = await tx.$queryRaw<{ text: string; conversation: ConversationId }[]>`
    SELECT text, conversation_id AS conversation FROM messages
    WHERE id = ${id} AND author_id = ${author} AND deleted_at IS NULL FOR UPDATE`
  if (!before) return undefined
  if (change !== 'delete' && !(await isMember(tx, before.conversation, author))) return undefined
  const at = toTimestamp(now)
  await tx.messageOriginal.create({ data: { messageId: id, text: before.text, replacedAt: at } })
  if (change === 'delete')
    await tx.attachment.updateMany({ where: { messageId: id }, data: { removedAt: at } })
  const mentioning = { ...(change !== 'delete' && change), conversation: before.conversation }
  const { people, everybody } = (await lockMentioned(tx, [mentioning]))(mentioning)
  const data =
    change === 'delete'
      ? { text: '', metadata: Prisma.DbNull, attachments: Prisma.DbNull, deletedAt: at }
      : { text: change.text, editedAt: at, ...(change.flagged && { flagged: true }) }
  const row = await tx.message.update({
    where: { id },
    data: { ...data, mentions: [...people], mentionsAll: everybody },
    include: WITH_AUTHOR,
  })
  const message = toMessage(row)
  await tx.mention.deleteMany({ where: { messageId: id } })
  await noteMentions(tx, [message])
  return message
}

/** Who is being removed is waited for; who is a member stays one until the message is written. */
async function isMember(
  tx: Prisma.TransactionClient,
  conversation: ConversationId,
  user: UserId,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM members WHERE conversation_id = ${conversation} AND user_id = ${user} FOR KEY SHARE`
  return rows.length > 0
}
