import type { Actor } from '@/lib/domain/accounts'
import type { PrivateMatter } from '@/lib/domain/conversations/privacy'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { AccountChanges } from '@/lib/server/ports/accounts/account-changes'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly accounts: Pick<Accounts, 'byId'>
  readonly accountChanges: Pick<AccountChanges, 'hide'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What people keep to themselves in conversations, and so are not sent of others. */
export function createPrivacy({ accounts, accountChanges, clock, bus }: Deps) {
  return {
    /** What somebody hides; undefined: they are nobody of the tenant. */
    async of(user: UserId, tenant: TenantId): Promise<readonly PrivateMatter[] | undefined> {
      const account = await accounts.byId(user)
      return account?.tenantId === tenant ? account.hides : undefined
    },

    /** Holds for the actor's open connections at once, on whatever process. @returns all that they hide now */
    async change(
      { userId: user }: Pick<Actor, 'userId'>,
      changes: Readonly<Partial<Record<PrivateMatter, boolean | undefined>>>,
    ): Promise<readonly PrivateMatter[]> {
      const hides = await accountChanges.hide(user, changes)
      await bus.signal({ type: 'privacy.changed', user, hides, at: clock.now() })
      return hides
    },
  }
}
