import type { Actor } from '@/lib/domain/accounts'
import type { ConversationMessage } from '@/lib/domain/conversations/message'
import {
  meansEverybody,
  MENTION_BOUNDS,
  type Mentions,
  NO_MENTIONS,
  peopleMentioned,
  possibleNames,
} from '@/lib/domain/conversations/mentions'
import { DomainError } from '@/lib/domain/errors'
import type { NamedPerson } from '@/lib/domain/events/conversations'
import type { ConversationId, UserId } from '@/lib/domain/ids'
import type { ConversationPeople } from '@/lib/server/ports/conversations/conversation-people'
import type { FoundConversation } from '@/lib/server/ports/conversations/conversations'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { ConversationLookup } from './lookup'

interface Deps {
  readonly conversationPeople: ConversationPeople
  readonly messages: Pick<Messages, 'mentioning'>
  readonly lookup: Pick<ConversationLookup, 'lookUp' | 'find'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
}

/** Whom one may mention in a conversation. */
interface Mentionable {
  readonly people: readonly NamedPerson[]
  /** The actor may mention all of them at once. */
  readonly everybody: boolean
}

/** Who is mentioned: decided here, by the names that a conversation's members have when a message is kept. */
export function createMentions({ conversationPeople, messages, lookup, avoidedPeople }: Deps) {
  /** Everybody is mentioned by who manages the channel, as a broadcast is for who manages everything. */
  async function mayMentionAll(actor: Actor, id: ConversationId): Promise<boolean> {
    return !('refused' in (await lookup.lookUp(actor, id, 'manage')))
  }

  /** Neither themselves, nor people of whom one has blocked the other. */
  async function unreachable({ userId }: Actor): Promise<ReadonlySet<UserId>> {
    return new Set([userId, ...(await avoidedPeople.inConversations(userId))])
  }

  async function asMember(actor: Actor, given: string): Promise<FoundConversation> {
    const found = await lookup.find(actor, given, 'read')
    if (!found.membership) throw new DomainError('FORBIDDEN')
    return found
  }

  return {
    /** Whom a text of the actor's mentions there. A text without an `@` costs nothing. */
    async inText(actor: Actor, id: ConversationId, text: string): Promise<Mentions> {
      const spots = possibleNames(text)
      if (spots.length === 0) return NO_MENTIONS
      const names = [...new Set(spots.flat())]
      const [holders, except, everybody] = await Promise.all([
        conversationPeople.named(id, names),
        unreachable(actor),
        meansEverybody(spots) && mayMentionAll(actor, id),
      ])
      return { people: peopleMentioned(spots, holders, except), everybody }
    },

    /**
     * Members whose name begins with a text, for who writes it.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN: the actor is no member
     */
    async offered(actor: Actor, given: string, text: string): Promise<Mentionable> {
      const { conversation } = await asMember(actor, given)
      const [except, everybody] = await Promise.all([
        unreachable(actor),
        mayMentionAll(actor, conversation.id),
      ])
      const limit = MENTION_BOUNDS.offered
      return {
        people: await conversationPeople.beginning(conversation.id, text, { except, limit }),
        everybody,
      }
    },

    /**
     * Messages of others that mention the actor, after a sequence number, oldest first.
     *
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN: the actor is no member
     */
    async ofActor(
      actor: Actor,
      given: string,
      { after, limit }: { readonly after: number; readonly limit: number },
    ): Promise<readonly ConversationMessage[]> {
      const { conversation } = await asMember(actor, given)
      const avoided = await avoidedPeople.inConversations(actor.userId)
      return messages.mentioning(conversation.id, { user: actor.userId, after, limit, avoided })
    },
  }
}

export type MentionsService = ReturnType<typeof createMentions>
