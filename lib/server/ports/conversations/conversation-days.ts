import type {
  ConversationCounts,
  ConversationFact,
  TypingTotals,
} from '@/lib/domain/conversations/conversation-days'
import type { DayWindow } from '@/lib/domain/days'
import type { ConversationId, TenantId } from '@/lib/domain/ids'

/**
 * What happens in conversations, by conversation and day, and the counts of it by kind. Written soon and many at once, never
 * waited for; what is read here counts all of it that this process knows.
 */
export interface ConversationDays {
  add(fact: ConversationFact): void
  /** Tells of each write by this process whose counts it changed. */
  onCounted(listener: (tenants: ReadonlySet<TenantId>) => void): void
  typingIn(conversation: ConversationId): Promise<TypingTotals>
  /** Days and kinds with a message, oldest first. */
  counts(tenant: TenantId, window: DayWindow): Promise<readonly ConversationCounts[]>
}
