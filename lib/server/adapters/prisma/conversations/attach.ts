import { type Attachment, attachmentOf } from '@/lib/domain/conversations/attachment'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { NewMessage } from '@/lib/server/ports/conversations/messages'
import type { PrismaClient } from '../generated/client'
import type { AttachmentModel } from '../generated/models/Attachment'
import { toAttachment } from './attachments'

type Tx = Pick<PrismaClient, '$queryRaw' | '$executeRaw' | 'attachment'>

/** Locks the files that messages are to have. Costs nothing where none has any. */
export async function filesFor(tx: Tx, drafts: readonly NewMessage[]) {
  const ids = drafts.flatMap(({ attachments }) => attachments)
  const rows = ids.length === 0 ? [] : await lockFiles(tx, ids)
  const free = new Map(rows.map((row) => [row.id, row]))

  return {
    /** The files of a message, which no other one is given then; undefined: it may not have all of them. */
    claim({ attachments, author, conversation }: NewMessage): readonly Attachment[] | undefined {
      const found = attachments.flatMap((id) => free.get(id) ?? [])
      const isTheirs = ({ uploaderId, conversationId }: AttachmentModel) =>
        uploaderId === author && conversationId === conversation
      if (found.length < attachments.length || !found.every(isTheirs)) return undefined
      for (const id of attachments) free.delete(id)
      return found.map((row) => attachmentOf(toAttachment(row)))
    },
  }
}

/** Of these, those that are attached to nothing. */
async function lockFiles(tx: Tx, ids: readonly string[]): Promise<readonly AttachmentModel[]> {
  await tx.$executeRaw`SELECT 1 FROM attachments WHERE id = ANY(${[...ids]}::text[]) ORDER BY id FOR UPDATE`
  return tx.attachment.findMany({ where: { id: { in: [...ids] }, messageId: null, removedAt: null } })
}

/** Notes in the files which message they are of. The messages are written. */
export async function attachAll(tx: Tx, messages: readonly ConversationMessage[]): Promise<void> {
  const pairs = messages.flatMap(({ id, attachments }) => attachments.map((file) => ({ id, file: file.id })))
  if (pairs.length === 0) return
  await tx.$executeRaw`
    UPDATE attachments SET message_id = given.message
    FROM unnest(${pairs.map(({ file }) => file)}::text[], ${pairs.map(({ id }) => id)}::text[]) AS given (file, message)
    WHERE attachments.id = given.file`
}
