import type { Day } from '../days'
import type { ConversationId, Millis, TenantId, UserId } from '../ids'
import type { ConversationKind } from './conversation'

/** What happened in a conversation: somebody wrote, or typed for so long. */
export type ConversationFact = { readonly conversation: ConversationId; readonly at: Millis } & (
  | {
      readonly what: 'message'
      readonly author: UserId
      readonly tenant: TenantId
      readonly kind: ConversationKind
    }
  | { readonly what: 'typed'; readonly lengthMs: Millis }
)

/** What was written in conversations of a kind on a day. */
export interface ConversationCounts {
  readonly day: Day
  readonly kind: ConversationKind
  readonly messages: number
  readonly people: number
  /** Those with a message. */
  readonly conversations: number
}

/** How often people typed in a conversation, and how long in all, on the days that are kept. */
export interface TypingTotals {
  readonly events: number
  readonly totalMs: Millis
}
