import type { Actor } from '@/lib/domain/accounts'
import { isHiding } from '@/lib/domain/conversations/privacy'
import { DomainError } from '@/lib/domain/errors'
import type { UserId } from '@/lib/domain/ids'
import type { ConversationPeople, ReadersPage } from '@/lib/server/ports/conversations/conversation-people'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'
import type { ConversationLookup } from './lookup'

interface Deps {
  readonly conversationPeople: Pick<ConversationPeople, 'readers'>
  readonly messages: Pick<Messages, 'page'>
  readonly lookup: Pick<ConversationLookup, 'find'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
}

/** Which message, and where the page before ended. */
interface ReadersQuestion {
  readonly seq: number
  readonly after?: UserId
  readonly limit: number
}

/** Who has read a message. */
export function createReaders({ conversationPeople, messages, lookup, avoidedPeople }: Deps) {
  return {
    /**
     * Neither its author nor the actor, nobody who keeps that to themselves, and nobody of whom one has blocked the other.
     *
     * @returns `hidden`: the actor keeps it to themselves, and so is not told of others
     * @throws CONVERSATION_NOT_FOUND, FORBIDDEN: the actor is no member; NOT_FOUND: there is no such message
     */
    async of(
      actor: Actor,
      given: string,
      { seq, ...page }: ReadersQuestion,
    ): Promise<ReadersPage | 'hidden'> {
      const { conversation, membership } = await lookup.find(actor, given, 'read')
      if (!membership) throw new DomainError('FORBIDDEN')
      const { id } = conversation
      const [[message], avoided] = await Promise.all([
        messages.page(id, { after: seq - 1, limit: 1 }).then((found) => found.messages),
        avoidedPeople.inConversations(actor.userId),
      ])
      if (message?.seq !== seq) throw new DomainError('NOT_FOUND')
      if (isHiding(actor, 'read')) return 'hidden'
      const author = message.author ? [message.author.user] : []
      const except = new Set([actor.userId, ...author, ...avoided])
      return conversationPeople.readers(id, { ...page, seq, at: message.at, except })
    },
  }
}
