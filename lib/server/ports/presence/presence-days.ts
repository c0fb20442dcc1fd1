import type { Day } from '@/lib/domain/days'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { PresenceFact, PresenceLevels, PresenceTotals } from '@/lib/domain/presence/presence-days'

/**
 * Who is connected, how often and how long people were, by person and day, and the counts of it. Written soon and many at once,
 * never waited for; what is read here counts all of it that this process knows.
 */
export interface PresenceDays {
  add(fact: PresenceFact): void
  /** How many people of a tenant are shown how, now. */
  levels(tenant: TenantId): Promise<PresenceLevels>
  /** How many people of a tenant were connected on a day. */
  peopleOn(tenant: TenantId, day: Day): Promise<number>
  /** On the days that are kept, until `now`. */
  totalsOf(user: UserId, now: Millis): Promise<PresenceTotals>
  /** People who count as connected and of whom that was last certain before `before`, the longest ago first; at most `limit`. */
  unchecked(
    before: Millis,
    limit: number,
  ): Promise<readonly { readonly user: UserId; readonly checkedAt: Millis }[]>
}
