import { idOnWire, type Conversation, type Member } from '@/lib/domain/conversations/conversation'
import { type ConversationMessage, type Reach, statusFor } from '@/lib/domain/conversations/message'
import { otherOf, roomOf } from '@/lib/domain/conversations/names'
import { DomainError } from '@/lib/domain/errors'
import { attachmentOut } from '../attachment'
import { isoTime } from '../iso-time'
import { mentionsOf } from '../mentions'

export const namesOf = (conversation: Conversation) => ({
  roomId: roomOf(conversation),
  conversationId: idOnWire(conversation),
})

/** The room that an event names, by itself or by its visit. @throws INVALID_REQUEST */
export function roomNamed({
  roomId,
  visitId,
}: {
  roomId?: string | undefined
  visitId?: string | undefined
}) {
  const room = roomId ?? (visitId === undefined ? undefined : `visit:${visitId}`)
  if (room === undefined) throw new DomainError('INVALID_REQUEST')
  return room
}

export const participantOf = ({ user, role }: Member) => ({ userId: user, role })

/** A message in telehealth's form. @param reach - how far the others are; nobody unless given */
export function messageOf(conversation: Conversation, message: ConversationMessage, reach?: Reach) {
  const { id, author, text, type, replyTo, attachments, at, seq, metadata, editedAt, deletedAt } = message
  const recipientId = author ? otherOf(conversation.key, author.user) : undefined
  return {
    ...namesOf(conversation),
    id,
    senderId: author?.user ?? '',
    senderName: author ? (author.displayName ?? 'Guest') : 'Deleted account',
    ...(recipientId === undefined ? {} : { recipientId }),
    ...(conversation.kind === 'visit' ? { visitId: conversation.key.slice('visit:'.length) } : {}),
    message: text,
    messageType: type,
    replyToId: replyTo,
    attachments: attachments.map(attachmentOut),
    timestamp: isoTime(at),
    status: statusFor(seq, reach),
    metadata: { ...metadata },
    seq,
    ...mentionsOf(message),
    ...(message.flagged && { flagged: true }),
    ...(editedAt === null ? {} : { editedAt: isoTime(editedAt) }),
    ...(deletedAt === null ? {} : { deletedAt: isoTime(deletedAt) }),
  }
}
