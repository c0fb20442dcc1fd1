import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import { toUser } from '@/lib/domain/topics'
import type { Conversations } from '@/lib/server/ports/conversations/conversations'
import type { Messages } from '@/lib/server/ports/conversations/messages'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AvoidedPeople } from '@/lib/server/services/matching/avoided-people'

interface Deps {
  readonly conversations: Pick<Conversations, 'find'>
  readonly messages: Pick<Messages, 'moveDelivered'>
  readonly avoidedPeople: Pick<AvoidedPeople, 'inConversations'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What was delivered to many is written back together. */
const WRITTEN_EVERY_MS: Millis = 1_000
/** Beyond so many members nobody looks at who was reached, and each message would be a write for each of them. */
const MEMBERS_AT_MOST = 100

/**
 * Deliveries to clients whose contract has no word for it: what was written to a live connection counts as delivered. Collected
 * by process, written once a second for each conversation, however many people and messages there were.
 *
 * @see contracts, section 9 "receipts"
 */
export function createDeliveries({ conversations, messages, avoidedPeople, clock, bus }: Deps) {
  const reached = new Map<ConversationId, Map<UserId, number>>()

  async function write(id: ConversationId): Promise<void> {
    const people = reached.get(id)
    reached.delete(id)
    const found = people && (await conversations.find(id, ''))
    if (!found || found.memberCount > MEMBERS_AT_MOST) return
    for (const { reader, messageId, to, ...covered } of await messages.moveDelivered(id, people)) {
      if (messageId === null || covered.authors.length === 0) continue
      const avoided = await avoidedPeople.inConversations(reader.user)
      const authors = covered.authors.filter((author) => !avoided.has(author))
      if (authors.length === 0) continue
      await bus.publish({
        type: 'conversation.receipt',
        conversation: found.conversation,
        reader,
        which: 'delivered',
        messageId,
        seq: to,
        at: clock.now(),
        authors,
        hiddenFrom: [],
        audience: authors.map(toUser),
      })
    }
  }

  return {
    /** Everything of a conversation up to a sequence number was written to a connection of the person. */
    note(id: ConversationId, user: UserId, seq: number): void {
      const people = reached.get(id) ?? new Map<UserId, number>()
      if (people.size === 0) {
        reached.set(id, people)
        clock.after(WRITTEN_EVERY_MS, () => write(id))
      }
      people.set(user, Math.max(seq, people.get(user) ?? 0))
    },
  }
}

export type DeliveriesService = ReturnType<typeof createDeliveries>
