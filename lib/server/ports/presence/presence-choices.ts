import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import type { PresenceChoice } from '@/lib/domain/presence/presence'

/** What is needed to send a person's presence to others, beside who is connected. */
export interface PresenceSource {
  readonly choice: PresenceChoice
  readonly displayName: string | null
  /** Theirs, whose members are sent it. */
  readonly conversations: readonly ConversationId[]
}

/** What people chose to be shown as; kept until they choose something else. */
export interface PresenceChoices {
  set(user: UserId, choice: PresenceChoice, now: Millis): Promise<void>
  /** People who chose nothing are left out. */
  of(users: readonly UserId[]): Promise<ReadonlyMap<UserId, PresenceChoice>>
  /**
   * Of one person, at once: it is asked for with each connection.
   *
   * @param atMostMembers - conversations with more are left out
   * @returns undefined: there is no such account
   */
  sourceOf(user: UserId, atMostMembers: number): Promise<PresenceSource | undefined>
}
