import { typingText } from '@/lib/domain/conversations/typing-text'
import { isHiding } from '@/lib/domain/conversations/privacy'
import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { ConversationDays } from '@/lib/server/ports/conversations/conversation-days'
import type { TypingBoard } from '@/lib/server/ports/conversations/typing-board'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly typingBoard: Pick<TypingBoard, 'of'>
  readonly conversationDays: ConversationDays
  readonly accounts: Pick<Accounts, 'byId'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly clock: Clock
  readonly bus: Bus
}

/** Who types in a conversation, in words, and what happens in conversations from day to day. For code of the server, which asks for anybody. */
export function createTypingOverview(deps: Deps) {
  const { typingBoard, conversationDays, accounts, avoidedPeople, clock, bus } = deps
  /** Since when somebody types, of people of this process. */
  const begun = new Map<string, Millis>()

  bus.observe('conversation figures', {
    'conversation.message': ({ conversation: { id, tenantId, kind }, message: { author, at } }) => {
      if (author)
        conversationDays.add({
          conversation: id,
          at,
          what: 'message',
          author: author.user,
          tenant: tenantId,
          kind,
        })
    },
    'conversation.typing': ({ conversation: { id }, person, isTyping, at }) => {
      const key = `${person.user} ${id}`
      if (isTyping) return void begun.set(key, at)
      const since = begun.get(key)
      if (begun.delete(key) && since !== undefined)
        conversationDays.add({ conversation: id, at, what: 'typed', lengthMs: Math.max(0, at - since) })
    },
  })

  return {
    /** Who types, as one person may read it: not themselves, and nobody of whom one has blocked the other; nobody at all where they hide that they type. */
    async textFor(viewer: UserId, conversation: ConversationId): Promise<string> {
      const [typists, avoided, reader] = await Promise.all([
        typingBoard.of(conversation, clock.now()),
        avoidedPeople.inConversations(viewer),
        accounts.byId(viewer),
      ])
      if (reader && isHiding(reader, 'typing')) return typingText([])
      const others = typists.filter((user) => user !== viewer && !avoided.has(user))
      const people = await Promise.all(others.map((user) => accounts.byId(user)))
      const names = people.flatMap((one) => (one ? (one.displayName ?? 'Guest') : []))
      return typingText(names.toSorted((one, other) => one.localeCompare(other, 'en')))
    },

    /** How often people typed there, and how long on average, ms; on the days that are kept. */
    async totals(conversation: ConversationId): Promise<{ events: number; averageMs: number }> {
      const { events, totalMs } = await conversationDays.typingIn(conversation)
      return { events, averageMs: events === 0 ? 0 : Math.round(totalMs / events) }
    },
  }
}
