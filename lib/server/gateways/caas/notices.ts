import type { caas } from '@/lib/contracts/caas/contract'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toConversation, toHolders } from '@/lib/domain/topics'
import type { FrameOf } from '../kit'
import { isoTime } from '../iso-time'
import { namesOf } from './fields'

type Frame = Extract<FrameOf<typeof caas>, { namespace: '/chat' }>

const namespace = '/chat'

/** What clients of `/chat` are sent of files that were attached elsewhere, and of broadcasts. */
export const noticeOutbound = {
  'conversation.file': (event: DomainEventOf<'conversation.file'>): Frame[] => {
    const { conversation, messageId, by, file, at } = event
    const data = {
      ...namesOf(conversation),
      message_id: messageId,
      user_id: by.user,
      file_name: file.name,
      file_size: file.size,
      file_type: file.type,
      attached_at: isoTime(at),
    }
    return [{ namespace, to: toConversation(conversation.id), event: 'file:attached', data }]
  },

  'broadcast.sent': ({ tenantId, broadcast }: DomainEventOf<'broadcast.sent'>): Frame[] => {
    const { id, message, priority, from, at } = broadcast
    const data = {
      broadcast_id: id,
      message,
      priority,
      from: from?.displayName ?? 'Guest',
      broadcast_at: isoTime(at),
    }
    return [
      { namespace, to: toHolders(tenantId, 'chat.access'), event: 'broadcast:received', data, countedAs: id },
    ]
  },
}
