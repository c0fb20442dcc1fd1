import type { helpdesk } from '@/lib/contracts/helpdesk/contract'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toUser, toViewers } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'
import { isoTime } from '../iso-time'
import { mentionsOf } from '../mentions'
import { channelIdOf, nameOf, newMessage } from './fields'

type Frame = FrameOf<typeof helpdesk>

type PersonEvent = DomainEventOf<
  'conversation.viewer-joined' | 'conversation.viewer-left' | 'conversation.typing'
>

/** What helpdesk's clients are sent of conversations. The sending connection is sent its message too: it may have no acknowledgement. */
export const chatOutbound = {
  'conversation.message': ({ conversation, message }: DomainEventOf<'conversation.message'>): Frame[] => [
    {
      to: toConversation(conversation.id),
      event: 'chat:new_message',
      data: newMessage(conversation, message),
      // helpdesk has no event by which its clients would say so.
      delivers: { conversation: conversation.id, seq: message.seq },
    },
  ],

  'conversation.message-changed': ({
    conversation,
    message,
  }: DomainEventOf<'conversation.message-changed'>): Frame[] => {
    const { id, author, text, editedAt, deletedAt } = message
    const to = toConversation(conversation.id)
    const data = { messageId: id, channelId: channelIdOf(conversation), userId: author?.user ?? '' }
    if (deletedAt !== null)
      return [{ to, event: 'chat:message_deleted', data: { ...data, deletedAt: isoTime(deletedAt) } }]
    const edited = {
      ...data,
      message: text,
      editedAt: isoTime(editedAt ?? message.at),
      ...mentionsOf(message),
      ...(message.flagged && { flagged: true }),
    }
    return [{ to, event: 'chat:message_edited', data: edited }]
  },

  'conversation.receipt': (event: DomainEventOf<'conversation.receipt'>): Frame[] => {
    const { conversation, reader, which, messageId, at, authors, hiddenFrom } = event
    if (which === 'delivered') return [] // helpdesk has no word for it
    const data = {
      userId: reader.user,
      userDisplayName: nameOf(reader),
      channelId: channelIdOf(conversation),
      messageId,
      readAt: isoTime(at),
    }
    return [
      ...authors.map((author): Frame => ({ to: toUser(author), event: 'message_read_receipt', data })),
      {
        to: toViewers(conversation.id),
        event: 'message_read_receipt',
        data,
        hiddenFrom: [...hiddenFrom, ...authors],
      },
    ]
  },

  'conversation.members-changed': (event: DomainEventOf<'conversation.members-changed'>): Frame[] => {
    const { conversation, added, removed, by } = event
    const data = {
      channelId: channelIdOf(conversation),
      added: [...added],
      removed: [...removed],
      changedBy: by.user,
    }
    // Those who have just become members follow the conversation already, and would be sent it twice.
    const topics = [toConversation(conversation.id), ...removed.map(toUser)]
    return topics.map((to): Frame => ({ to, event: 'channel_members_changed', data }))
  },

  'conversation.viewer-joined': (event: DomainEventOf<'conversation.viewer-joined'>): Frame[] => {
    const { conversation, person, role, at } = event
    const data = { ...whoIn(conversation, person), userRole: role, joinedAt: isoTime(at) }
    return [{ ...toOthers(event), event: 'user_joined', data }]
  },

  'conversation.viewer-left': (event: DomainEventOf<'conversation.viewer-left'>): Frame[] => {
    const { conversation, person, reason, at } = event
    const data = { ...whoIn(conversation, person), leftAt: isoTime(at), reason }
    return [{ ...toOthers(event), event: 'user_left', data }]
  },

  'conversation.typing': (event: DomainEventOf<'conversation.typing'>): Frame[] => {
    const { conversation, person, isTyping } = event
    const data = { ...whoIn(conversation, person), isTyping }
    return [{ ...toOthers(event), event: 'chat:user_typing', data }]
  },

  'conversation.changed': (event: DomainEventOf<'conversation.changed'>): Frame[] => {
    const { conversation, changes, by, at } = event
    const data = {
      channelId: channelIdOf(conversation),
      changes,
      updatedBy: by.user,
      updaterName: nameOf(by),
      updatedAt: isoTime(at),
    }
    return [{ to: toConversation(conversation.id), event: 'channel_updated', data }]
  },

  'conversation.deleted': ({ conversation, by, at }: DomainEventOf<'conversation.deleted'>): Frame[] => [
    {
      to: toConversation(conversation.id),
      event: 'channel_deleted',
      data: { channelId: channelIdOf(conversation), deletedBy: by.user, deletedAt: isoTime(at) },
    },
  ],
}

const toOthers = ({
  conversation,
  hiddenFrom,
  audience: [to = toConversation(conversation.id)],
}: PersonEvent) => ({
  to,
  hiddenFrom,
})

const whoIn = (conversation: Conversation, person: NamedPerson) => ({
  userId: person.user,
  userDisplayName: nameOf(person),
  channelId: channelIdOf(conversation),
})
