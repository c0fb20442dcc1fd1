import type { Actor } from '@/lib/domain/accounts'
import type { Conversation } from '@/lib/domain/conversations/conversation'
import {
  type ConversationMessage,
  keptText,
  MAX_CONVERSATION_TEXT,
  MAX_METADATA_BYTES,
  type MessageDraft,
  type Reach,
} from '@/lib/domain/conversations/message'
import { SEARCH_BOUNDS } from '@/lib/domain/conversations/search'
import { DomainError } from '@/lib/domain/errors'
import { conversationMessage, named, toMembers } from '@/lib/domain/events/conversation-builders'
import { pairOf } from '@/lib/domain/conversations/names'
import type { ConnectionId, ConversationId, MessageId } from '@/lib/domain/ids'
import { isHiding, reachShownTo } from '@/lib/domain/conversations/privacy'
import { isPermitted } from '@/lib/domain/permissions'
import { toUser, toViewers } from '@/lib/domain/topics'
import type { MessageChange, MessagePage, Messages } from '@/lib/server/ports/conversations/messages'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { FoulWords } from './foul-words'
import type { ConversationLookup } from './lookup'
import type { MentionsService } from './mentions'
import type { Openings } from './openings'

interface Deps {
  readonly messages: Messages
  readonly lookup: ConversationLookup
  readonly openings: Openings
  readonly foulWords: FoulWords
  readonly mentions: Pick<MentionsService, 'inText'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** A message that is kept, and where. */
export interface SentMessage {
  readonly conversation: Conversation
  readonly message: ConversationMessage
}

/** What to read: after a sequence number, or before one or a message; without either the newest. */
export interface HistoryQuery {
  readonly after?: number
  readonly before?: number | MessageId
  readonly limit: number
}

export interface HistoryPage extends MessagePage {
  readonly conversation: Conversation
  /** Undefined: there is nobody else. */
  readonly reach: Reach | undefined
}

/** What is said in conversations. Acknowledged once it is durable, then published. */
export function createMessages(deps: Deps) {
  const { messages, lookup, openings, foulWords, mentions, avoidedPeople, clock, ids, bus } = deps

  /** The message and its conversation, if the actor may read it. @throws NOT_FOUND */
  async function readable(actor: Actor, id: MessageId): Promise<SentMessage & { isMember: boolean }> {
    const message = await messages.byId(id)
    const found = message && (await lookup.lookUp(actor, message.conversation, 'read'))
    if (!found || 'refused' in found) throw new DomainError('NOT_FOUND')
    return { conversation: found.conversation, message, isMember: found.membership !== null }
  }

  /** A pair's conversation is made with its first message. @throws CONVERSATION_NOT_FOUND, FORBIDDEN */
  async function addressFor(actor: Actor, given: string): Promise<ConversationId> {
    if (!lookup.remembers(actor, given) && pairOf(given)) await openings.openIfNeeded(actor, given)
    return lookup.addressOf(actor, given)
  }

  /** @throws NOT_FOUND: it is no message of the conversation */
  async function seqIn(id: ConversationId, named: MessageId): Promise<number> {
    const message = await messages.byId(named)
    if (message?.conversation !== id) throw new DomainError('NOT_FOUND')
    return message.seq
  }

  async function change(
    actor: Actor,
    connection: ConnectionId,
    id: MessageId,
    changesOf: (before: ConversationMessage, isMember: boolean) => MessageChange | Promise<MessageChange>,
  ): Promise<SentMessage> {
    const { conversation, message: before, isMember } = await readable(actor, id)
    const changes = await changesOf(before, isMember)
    if (changes !== 'delete' && conversation.closedAt !== undefined) throw new DomainError('VISIT_OVER')
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
    if (changes !== 'delete' && changes.flagged) await foulWords.warn(actor, conversation.id)
    return { conversation, message }
  }

  return {
    /**
     * Keeps a message and publishes it. One that was kept before, under the same client-made id, is answered, and
     * sent to those who have not received it.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN, VISIT_OVER, INVALID_MESSAGE, MESSAGE_TOO_LONG, CONTENT_VIOLATION, MUTED
     */
    async send(
      actor: Actor,
      given: string,
      draft: MessageDraft,
      connection: ConnectionId,
    ): Promise<SentMessage> {
      if (!isPermitted(actor.role, 'chat.send_messages')) throw new DomainError('FORBIDDEN')
      const now = clock.now()
      const attachments = [...new Set(draft.attachments)]
      const text = acceptedText(draft.text, attachments.length > 0)
      const metadata = acceptedMetadata(draft.metadata)
      await foulWords.requireVoice(actor)
      const conversation = await addressFor(actor, given)
      const { clientMessageId } = draft
      const isRepeated = async () =>
        clientMessageId !== null && (await messages.isKept(conversation, actor.userId, clientMessageId))
      const flagged = await foulWords.judge(actor, conversation, text, isRepeated)
      const appended = await messages.append({
        ...draft,
        // Nothing but files is no text, whatever a client calls it by default.
        type: text === '' && draft.type === 'text' ? 'file' : draft.type,
        text,
        metadata,
        attachments,
        flagged,
        mentions: await mentions.inText(actor, conversation, text),
        id: ids.next(),
        conversation,
        author: actor.userId,
        at: now,
      })
      if (appended.outcome === 'no-such-reply')
        throw new DomainError('INVALID_MESSAGE', {
          description: 'What it replies to is not in this conversation',
        })
      if (appended.outcome === 'no-such-file')
        throw new DomainError('INVALID_MESSAGE', {
          description: 'A file is not yours, not of this conversation, or attached already',
        })
      if (appended.outcome !== 'kept') throw await refusal(actor, given)
      const { message, again } = appended
      if (again) {
        await bus.signal({ type: 'conversation.message-resent', conversation, at: now })
        return { conversation: appended.conversation, message }
      }
      await bus.publish(conversationMessage(appended.conversation, message, connection))
      if (flagged) await foulWords.warn(actor, conversation)
      return { conversation: appended.conversation, message }
    },

    /**
     * A page of what is said, with how far the others are.
     *
     * @throws CONVERSATION_NOT_FOUND, NOT_FOUND: the message that it is to end before
     */
    async history(actor: Actor, given: string, { before, after, limit }: HistoryQuery): Promise<HistoryPage> {
      const { conversation } = await lookup.find(actor, given, 'read')
      const { id } = conversation
      const end = typeof before === 'string' ? await seqIn(id, before) : before
      const range = {
        ...(end === undefined ? {} : { before: end }),
        ...(after === undefined ? {} : { after }),
      }
      const page = await messages.page(id, { ...range, limit })
      const [first] = page.messages
      const reach = first && (await messages.reach(id, actor.userId, first.seq))
      return { ...page, conversation, reach: reachShownTo(actor, reach) }
    },

    /** Messages that hold a text, newest first. @throws CONVERSATION_NOT_FOUND */
    async search(
      actor: Actor,
      given: string,
      text: string,
      found: number,
    ): Promise<readonly ConversationMessage[]> {
      const { conversation } = await lookup.find(actor, given, 'read')
      return messages.search(conversation.id, text, { messages: SEARCH_BOUNDS.messages, found })
    },

    /** Only one's own, and as a member: who was removed writes nothing there any more. @throws NOT_FOUND, FORBIDDEN, VISIT_OVER, INVALID_MESSAGE, MESSAGE_TOO_LONG */
    edit: (actor: Actor, connection: ConnectionId, id: MessageId, raw: string) =>
      change(actor, connection, id, async ({ author, attachments, conversation }, isMember) => {
        if (author?.user !== actor.userId) throw new DomainError('NOT_FOUND')
        if (!isMember) throw new DomainError('FORBIDDEN')
        await foulWords.requireVoice(actor)
        const text = acceptedText(raw, attachments.length > 0)
        const flagged = await foulWords.judge(actor, conversation, text)
        return { text, flagged, mentions: await mentions.inText(actor, conversation, text) }
      }),

    /** Only one's own, with its files; that there was one stays. @throws NOT_FOUND */
    remove: (actor: Actor, connection: ConnectionId, id: MessageId) =>
      change(actor, connection, id, () => 'delete'),

    /**
     * The actor has read, or been reached by, everything up to a message; its authors learn of it, unless the actor keeps it
     * to themselves or one of the two has blocked the other.
     *
     * @param given - null: the conversation that the message is in
     * @param upTo - a message of the conversation; null: everything
     * @throws CONVERSATION_NOT_FOUND, NOT_FOUND
     */
    async markCovered(
      actor: Actor,
      given: string | null,
      which: 'read' | 'delivered',
      upTo: MessageId | null,
    ): Promise<void> {
      const { conversation, seq } = await toCover(actor, given, upTo)
      const moved = await messages.moveCursor(conversation.id, actor.userId, which, seq)
      if (!moved?.messageId || moved.authors.length === 0 || isHiding(actor, which)) return
      const avoided = await avoidedPeople.inConversations(actor.userId)
      const authors = moved.authors.filter((author) => !avoided.has(author))
      const audience = [...authors.map(toUser), ...(which === 'read' ? [toViewers(conversation.id)] : [])]
      if (audience.length === 0) return
      await bus.publish({
        type: 'conversation.receipt',
        conversation,
        reader: named(actor),
        which,
        messageId: moved.messageId,
        seq: moved.to,
        at: clock.now(),
        authors,
        audience,
        hiddenFrom: [actor.userId, ...avoided],
      })
    },
  }

  /** What a receipt is about. @throws CONVERSATION_NOT_FOUND, NOT_FOUND */
  async function toCover(
    actor: Actor,
    given: string | null,
    upTo: MessageId | null,
  ): Promise<{ conversation: Conversation; seq: number | null }> {
    if (given === null && upTo !== null) {
      const { conversation, message } = await readable(actor, upTo)
      return { conversation, seq: message.seq }
    }
    const { conversation, membership } = await lookup.find(actor, given ?? '', 'read')
    if (!membership) throw new DomainError('CONVERSATION_NOT_FOUND')
    return { conversation, seq: upTo === null ? null : await seqIn(conversation.id, upTo) }
  }

  /** Why nothing was kept: by what the actor may know of the conversation. */
  async function refusal(actor: Actor, given: string): Promise<DomainError> {
    lookup.forget(actor, given)
    await lookup.find(actor, given, 'write')
    return new DomainError('CONVERSATION_NOT_FOUND')
  }
}

/** @param hasFiles - then there need be no text */
function acceptedText(raw: string, hasFiles: boolean): string {
  const kept = keptText(raw)
  if (kept === 'empty' && hasFiles) return ''
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
