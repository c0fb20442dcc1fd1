import { type Conversation, idOnWire } from '@/lib/domain/conversations/conversation'
import { type ConversationMessage, type Reach, statusFor } from '@/lib/domain/conversations/message'
import { attachmentOut } from '../attachment'
import { isoTime } from '../iso-time'

export const namesOf = (conversation: Conversation) => ({ conversation_id: idOnWire(conversation) })

/** Whom a message mentions. */
export const mentionsOf = ({ mentions: { people, everybody } }: Pick<ConversationMessage, 'mentions'>) => ({
  mentions: [...people],
  ...(everybody && { mentions_everyone: true }),
})

/** A message in caas' form. @param reach - how far the others are; nobody unless given */
export function messageOf(conversation: Conversation, message: ConversationMessage, reach?: Reach) {
  const { id, author, text, type, replyTo, attachments, at, seq, metadata, editedAt, deletedAt } = message
  return {
    message_id: id,
    ...namesOf(conversation),
    sender_id: author?.user ?? '',
    sender_name: author ? (author.displayName ?? 'Guest') : 'Deleted account',
    content: text,
    message_type: type,
    reply_to_id: replyTo,
    metadata: { ...metadata },
    attachments: attachments.map(attachmentOut),
    status: statusFor(seq, reach),
    created_at: isoTime(at),
    seq,
    ...mentionsOf(message),
    ...(message.flagged && { flagged: true }),
    ...(editedAt === null ? {} : { edited_at: isoTime(editedAt) }),
    ...(deletedAt === null ? {} : { deleted_at: isoTime(deletedAt) }),
  }
}
