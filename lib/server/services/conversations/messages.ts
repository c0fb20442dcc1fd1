import type { Actor } from '@/lib/domain/accounts'
import { type Conversation, idInTenant } from '@/lib/domain/conversations/conversation'
import {
  type ConversationMessage,
  keptText,
  MAX_CONVERSATION_TEXT,
  MAX_METADATA_BYTES,
  type MessageDraft,
} from '@/lib/domain/conversations/message'
import { DomainError } from '@/lib/domain/errors'
import { conversationMessage, named, toMembers } from '@/lib/domain/events/conversation-builders'
import type { ConnectionId, MessageId } from '@/lib/domain/ids'
import { isPermitted } from '@/lib/domain/permissions'
import { toUser } from '@/lib/domain/topics'
import type { MessagePage, Messages, PageQuery } from '@/lib/server/ports/conversations/messages'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { ConversationsService } from './conversations'

interface Deps {
  readonly messages: Messages
  readonly conversations: Pick<ConversationsService, 'find' | 'lookUp'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** A message that is kept, and where. */
export interface SentMessage {
  readonly conversation: Conversation
  readonly message: ConversationMessage
}

/** What is said in conversations. Acknowledged once it is durable, then published. */
export function createMessages({ messages, conversations, clock, ids, bus }: Deps) {
  /** The message and its conversation, if the actor may read it. @throws NOT_FOUND */
  async function readable(actor: Actor, id: MessageId): Promise<SentMessage> {
    const message = await messages.byId(id)
    const found = message && (await conversations.lookUp(actor, message.conversation, 'read'))
    if (!found || 'refused' in found) throw new DomainError('NOT_FOUND')
    return { conversation: found.conversation, message }
  }

  async function change(
    actor: Actor,
    connection: ConnectionId,
    id: MessageId,
    changes: Parameters<Messages['change']>[2],
  ): Promise<SentMessage> {
    const { conversation } = await readable(actor, id)
    const message = await messages.change(id, actor.userId, changes, clock.now())
    if (!message) throw new DomainError('NOT_FOUND')
    await bus.publish({
      type: 'conversation.message-changed',
      conversation,
      message,
      connection,
      at: clock.now(),
      ...toMembers(conversation),
    })
    return { conversation, message }
  }

  return {
    /**
     * Keeps a message and publishes it. One that was kept before, under the same client-made id, is answered and not published again.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, INVALID_MESSAGE, MESSAGE_TOO_LONG
     */
    async send(
      actor: Actor,
      given: string,
      draft: MessageDraft,
      connection: ConnectionId,
    ): Promise<SentMessage> {
      if (!isPermitted(actor.role, 'chat.send_messages')) throw new DomainError('FORBIDDEN')
      const now = clock.now()
      const appended = await messages.append({
        ...draft,
        text: acceptedText(draft.text),
        metadata: acceptedMetadata(draft.metadata),
        id: ids.next(),
        conversation: idInTenant(actor.tenantId, given),
        author: actor.userId,
        at: now,
      })
      if (appended.outcome === 'no-such-reply')
        throw new DomainError('INVALID_MESSAGE', {
          description: 'What it replies to is not in this conversation',
        })
      if (appended.outcome !== 'kept') throw await refusal(actor, given)
      const { conversation, message, again } = appended
      if (!again) await bus.publish(conversationMessage(conversation, message, connection))
      return { conversation, message }
    },

    /** Oldest first. @throws CONVERSATION_NOT_FOUND */
    async history(
      actor: Actor,
      given: string,
      query: PageQuery,
    ): Promise<MessagePage & { conversation: Conversation }> {
      const { conversation } = await conversations.find(actor, given, 'read')
      return { conversation, ...(await messages.page(conversation.id, query)) }
    },

    /** Only one's own. @throws NOT_FOUND, INVALID_MESSAGE, MESSAGE_TOO_LONG */
    edit: (actor: Actor, connection: ConnectionId, id: MessageId, text: string) =>
      change(actor, connection, id, { text: acceptedText(text) }),

    /** Only one's own; that there was one stays. @throws NOT_FOUND */
    remove: (actor: Actor, connection: ConnectionId, id: MessageId) =>
      change(actor, connection, id, 'delete'),

    /**
     * The actor has read, or been reached by, everything up to a message; its authors learn of it.
     *
     * @param upTo - a message of the conversation; null: everything
     * @throws CONVERSATION_NOT_FOUND, NOT_FOUND
     */
    async markCovered(
      actor: Actor,
      given: string,
      which: 'read' | 'delivered',
      upTo: MessageId | null,
    ): Promise<void> {
      const { conversation, membership } = await conversations.find(actor, given, 'read')
      if (!membership) throw new DomainError('CONVERSATION_NOT_FOUND')
      const message = upTo === null ? null : await messages.byId(upTo)
      if (message === undefined || (message && message.conversation !== conversation.id))
        throw new DomainError('NOT_FOUND')
      const seq = message?.seq ?? null
      const moved = await messages.moveCursor(conversation.id, actor.userId, which, seq)
      if (!moved?.messageId || moved.authors.length === 0) return
      await bus.publish({
        type: 'conversation.receipt',
        conversation,
        reader: named(actor),
        which,
        messageId: moved.messageId,
        seq: moved.to,
        at: clock.now(),
        audience: moved.authors.map(toUser),
      })
    },
  }

  /** Why nothing was kept: by what the actor may know of the conversation. */
  async function refusal(actor: Actor, given: string): Promise<DomainError> {
    await conversations.find(actor, given, 'write')
    return new DomainError('CONVERSATION_NOT_FOUND')
  }
}

function acceptedText(raw: string): string {
  const kept = keptText(raw)
  if (kept === 'empty') throw new DomainError('INVALID_MESSAGE')
  if (kept === 'too-long')
    throw new DomainError('MESSAGE_TOO_LONG', {
      description: `Message too long (max ${MAX_CONVERSATION_TEXT} characters)`,
    })
  return kept.text
}

function acceptedMetadata(metadata: MessageDraft['metadata']): MessageDraft['metadata'] {
  if (metadata === null || Buffer.byteLength(JSON.stringify(metadata)) <= MAX_METADATA_BYTES) return metadata
  throw new DomainError('INVALID_MESSAGE', { description: `metadata may have ${MAX_METADATA_BYTES} bytes` })
}
