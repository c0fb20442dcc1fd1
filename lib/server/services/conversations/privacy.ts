import type { Actor } from '@/lib/domain/accounts'
import type { PrivateMatter } from '@/lib/domain/conversations/privacy'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly accountChanges: Pick<AccountChanges, 'hide'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What people keep to themselves in conversations, and so are not sent of others. */
export function createPrivacy({ accountChanges, clock, bus }: Deps) {
  return {
    /** Holds for the actor's open connections at once, on whatever process. @returns all that they hide now */
    async change(
      { userId: user }: Actor,
      changes: Readonly<Partial<Record<PrivateMatter, boolean | undefined>>>,
    ): Promise<readonly PrivateMatter[]> {
      const hides = await accountChanges.hide(user, changes)
      await bus.signal({ type: 'privacy.changed', user, hides, at: clock.now() })
      return hides
    },
  }
}
