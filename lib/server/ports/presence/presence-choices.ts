import type { Millis, UserId } from '@/lib/domain/ids'
import type { PresenceChoice } from '@/lib/domain/presence/presence'

/** What people chose to be shown as; kept until they choose something else. */
export interface PresenceChoices {
  set(user: UserId, choice: PresenceChoice, now: Millis): Promise<void>
  /** People who chose nothing are left out. */
  of(users: readonly UserId[]): Promise<ReadonlyMap<UserId, PresenceChoice>>
}
