import type { caas } from '@/lib/contracts/caas/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toUser } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'
import { isoTime } from '../iso-time'
import { mentionsOf, messageOf, namesOf } from './fields'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/chat' }>

type PersonEvent = DomainEventOf<
  'conversation.viewer-joined' | 'conversation.viewer-left' | 'conversation.typing'
>

const namespace = '/chat'

/** To those in a conversation whom it is for, but the person themselves. */
const toOthers = ({
  conversation,
  hiddenFrom,
  audience: [to = toConversation(conversation.id)],
}: PersonEvent) => ({ namespace, to, hiddenFrom }) as const

const whoIn = ({ conversation, person }: PersonEvent) => ({
  ...namesOf(conversation),
  user_id: person.user,
})

/** What clients of `/chat` are sent of conversations. */
export const chatOutbound = {
  /** The sending connection has the acknowledgement. */
  'conversation.message': (event: DomainEventOf<'conversation.message'>): Frame[] => {
    const { conversation, message, connection } = event
    const data = messageOf(conversation, message)
    const except = connection === null ? {} : { except: connection }
    return [{ namespace, to: toConversation(conversation.id), event: 'message:new', data, ...except }]
  },

  'conversation.message-changed': (event: DomainEventOf<'conversation.message-changed'>): Frame[] => {
    const { conversation, message, connection } = event
    const { id, author, text, editedAt, deletedAt, at } = message
    const target = { namespace, to: toConversation(conversation.id), except: connection } as const
    const data = { message_id: id, ...namesOf(conversation), user_id: author?.user ?? '' }
    if (deletedAt !== null)
      return [{ ...target, event: 'message:deleted', data: { ...data, deleted_at: isoTime(deletedAt) } }]
    const edited = {
      ...data,
      content: text,
      edited_at: isoTime(editedAt ?? at),
      ...mentionsOf(message),
      ...(message.flagged && { flagged: true }),
    }
    return [{ ...target, event: 'message:edited', data: edited }]
  },

  'conversation.receipt': (event: DomainEventOf<'conversation.receipt'>): Frame[] => {
    const { conversation, reader, which, messageId, at, authors } = event
    const data = { message_id: messageId, ...namesOf(conversation), user_id: reader.user }
    return authors
      .map(toUser)
      .map((to): Frame =>
        which === 'read'
          ? { namespace, to, event: 'message:read', data: { ...data, read_at: isoTime(at) } }
          : { namespace, to, event: 'message:delivered', data: { ...data, delivered_at: isoTime(at) } },
      )
  },

  'conversation.viewer-joined': (event: DomainEventOf<'conversation.viewer-joined'>): Frame[] => [
    { ...toOthers(event), event: 'room:user-joined', data: { ...whoIn(event), role: event.role } },
  ],

  'conversation.viewer-left': (event: DomainEventOf<'conversation.viewer-left'>): Frame[] => {
    const { role, reason } = event
    return [{ ...toOthers(event), event: 'room:user-left', data: { ...whoIn(event), role, reason } }]
  },

  'conversation.typing': (event: DomainEventOf<'conversation.typing'>): Frame[] => [
    { ...toOthers(event), event: event.isTyping ? 'typing:start' : 'typing:stop', data: whoIn(event) },
  ],

  'conversation.members-changed': (event: DomainEventOf<'conversation.members-changed'>): Frame[] => {
    const { conversation, added, removed, by } = event
    const data = {
      ...namesOf(conversation),
      added: [...added],
      removed: [...removed],
      changed_by: by.user,
    }
    // Those who have just become members follow the conversation already, and would be sent it twice.
    const topics = [toConversation(conversation.id), ...removed.map(toUser)]
    return topics.map((to): Frame => ({ namespace, to, event: 'room:members-changed', data }))
  },

  'conversation.changed': (event: DomainEventOf<'conversation.changed'>): Frame[] => {
    const {
      conversation,
      changes: { isPrivate, ...others },
      by,
      at,
    } = event
    const changes = { ...others, ...(isPrivate !== undefined && { is_private: isPrivate }) }
    const data = { ...namesOf(conversation), changes, updated_by: by.user, updated_at: isoTime(at) }
    return [{ namespace, to: toConversation(conversation.id), event: 'room:updated', data }]
  },

  'conversation.deleted': (event: DomainEventOf<'conversation.deleted'>): Frame[] => {
    const { conversation, by, at } = event
    const data = { ...namesOf(conversation), deleted_by: by.user, deleted_at: isoTime(at) }
    return [{ namespace, to: toConversation(conversation.id), event: 'room:deleted', data }]
  },
}
