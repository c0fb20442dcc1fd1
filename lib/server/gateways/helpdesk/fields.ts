import { type Conversation, idOnWire } from '@/lib/domain/conversations/conversation'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import type { NamedPerson } from '@/lib/domain/events/conversations'
import { attachmentOut } from '../attachment'
import { isoTime } from '../iso-time'
import { mentionsOf } from '../mentions'

/** A number where the id is one. */
export function channelIdOf(conversation: Pick<Conversation, 'id' | 'key'>): number | string {
  const id = idOnWire(conversation)
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : id
}

export const namesOf = (conversation: Conversation) => ({
  channelId: channelIdOf(conversation),
  conversationId: idOnWire(conversation),
})

export const nameOf = ({ displayName }: Pick<NamedPerson, 'displayName'>) => displayName ?? 'Guest'

/** A message in helpdesk's form. */
export function newMessage(conversation: Conversation, message: ConversationMessage) {
  const { id, author, text, type, replyTo, attachments, at, seq } = message
  return {
    ...namesOf(conversation),
    id,
    userId: author?.user ?? '',
    userDisplayName: author ? nameOf(author) : 'Deleted account',
    message: text,
    messageType: type,
    replyToId: replyTo,
    attachments: attachments.map(attachmentOut),
    timestamp: isoTime(at),
    seq,
    ...mentionsOf(message),
    ...(message.flagged && { flagged: true }),
  }
}
