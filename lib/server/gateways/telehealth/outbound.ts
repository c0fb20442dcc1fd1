import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toUser } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'
import { isoTime } from '../iso-time'
import { mentionsOf } from '../mentions'
import { messageOf, namesOf } from './fields'

type Frame = FrameOf<typeof telehealth>

type PersonEvent = DomainEventOf<
  'conversation.viewer-joined' | 'conversation.viewer-left' | 'conversation.typing'
>

/** To those in a conversation whom it is for, but the person themselves. */
function personFrame(
  { conversation, person, role, hiddenFrom, audience }: PersonEvent,
  event: 'room:userJoined' | 'room:userLeft' | 'typing:start' | 'typing:stop',
): Frame[] {
  const data = { userId: person.user, role, ...namesOf(conversation) }
  return audience.map((to): Frame => ({ to, hiddenFrom, event, data }))
}

/** What telehealth's clients are sent of conversations. */
export const roomOutbound = {
  /** The sending connection has `message:sent`. */
  'conversation.message': (event: DomainEventOf<'conversation.message'>): Frame[] => {
    const { conversation, message, connection } = event
    const data = messageOf(conversation, message)
    const except = connection === null ? {} : { except: connection }
    return [{ to: toConversation(conversation.id), event: 'message:new', data, ...except }]
  },

  'conversation.message-changed': (event: DomainEventOf<'conversation.message-changed'>): Frame[] => {
    const { conversation, message, connection } = event
    const { id, author, text, editedAt, deletedAt, at } = message
    const target = { to: toConversation(conversation.id), except: connection }
    const data = { messageId: id, ...namesOf(conversation), userId: author?.user ?? '' }
    if (deletedAt !== null)
      return [{ ...target, event: 'message:deleted', data: { ...data, deletedAt: isoTime(deletedAt) } }]
    const edited = {
      ...data,
      message: text,
      editedAt: isoTime(editedAt ?? at),
      ...mentionsOf(message),
      ...(message.flagged && { flagged: true }),
    }
    return [{ ...target, event: 'message:edited', data: edited }]
  },

  'conversation.receipt': (event: DomainEventOf<'conversation.receipt'>): Frame[] => {
    const { conversation, reader, which: status, messageId, authors } = event
    const data = { messageId, ...namesOf(conversation), status, userId: reader.user }
    return authors.map(toUser).map((to): Frame => ({ to, event: 'message:status', data }))
  },

  'conversation.viewer-joined': (event: DomainEventOf<'conversation.viewer-joined'>): Frame[] =>
    personFrame(event, 'room:userJoined'),

  'conversation.viewer-left': (event: DomainEventOf<'conversation.viewer-left'>): Frame[] =>
    personFrame(event, 'room:userLeft'),

  'conversation.typing': (event: DomainEventOf<'conversation.typing'>): Frame[] =>
    personFrame(event, event.isTyping ? 'typing:start' : 'typing:stop'),

  'conversation.changed': (event: DomainEventOf<'conversation.changed'>): Frame[] => {
    const { conversation, changes, by, at } = event
    const data = { ...namesOf(conversation), changes, updatedBy: by.user, updatedAt: isoTime(at) }
    return [{ to: toConversation(conversation.id), event: 'room:updated', data }]
  },

  'conversation.deleted': (event: DomainEventOf<'conversation.deleted'>): Frame[] => {
    const { conversation, by, at } = event
    const data = { ...namesOf(conversation), deletedBy: by.user, deletedAt: isoTime(at) }
    return [{ to: toConversation(conversation.id), event: 'room:deleted', data }]
  },

  'conversation.members-changed': (event: DomainEventOf<'conversation.members-changed'>): Frame[] => {
    const { conversation, added, removed, by } = event
    const data = {
      ...namesOf(conversation),
      added: [...added],
      removed: [...removed],
      changedBy: by.user,
    }
    // Those who have just become members follow the conversation already, and would be sent it twice.
    const topics = [toConversation(conversation.id), ...removed.map(toUser)]
    return topics.map((to): Frame => ({ to, event: 'room:membersChanged', data }))
  },
}
