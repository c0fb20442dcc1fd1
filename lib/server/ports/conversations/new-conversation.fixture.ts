import { randomUUID } from 'node:crypto'
import { channelKey, type Conversation } from '@/lib/domain/conversations/conversation'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { REGISTERED_AT } from '../accounts/new-user.fixture'
import type { NewMessage } from './messages'

/** A public channel, unlike any other. */
export function newConversation(changes: Partial<Conversation> = {}): Conversation {
  const id = randomUUID()
  return {
    id,
    tenantId: DEFAULT_TENANT,
    kind: 'channel',
    key: channelKey(id),
    name: `channel ${id}`,
    description: null,
    isPrivate: false,
    creator: null,
    createdAt: REGISTERED_AT,
    ...changes,
  }
}

export function newMessage(
  conversation: string,
  author: string,
  changes: Partial<NewMessage> = {},
): NewMessage {
  return {
    id: randomUUID(),
    conversation,
    author,
    text: 'hello',
    type: 'text',
    replyTo: null,
    metadata: null,
    attachments: [],
    clientMessageId: null,
    at: REGISTERED_AT,
    ...changes,
  }
}
