import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { AccountChanges } from '@/lib/server/ports/account-changes'
import type { PersonalData, PersonalExport } from '@/lib/server/ports/personal-data'
import type { Bus, Clock, Ids } from '@/lib/server/ports/system'

interface Deps {
  readonly personalData: PersonalData
  readonly accountChanges: Pick<AccountChanges, 'rename'>
  readonly clock: Clock
  readonly ids: Ids
  readonly bus: Bus
}

/** What people may do with what is kept of them. */
export function createPersonalData({ personalData, accountChanges, clock, ids, bus }: Deps) {
  return {
    /** Null takes the name away. */
    rename: ({ userId }: Actor, displayName: string | null) => accountChanges.rename(userId, displayName),

    /** @throws USER_NOT_FOUND */
    async export({ userId }: Actor): Promise<{ at: Millis; data: PersonalExport }> {
      const data = await personalData.export(userId)
      if (!data) throw new DomainError('USER_NOT_FOUND')
      return { at: clock.now(), data }
    },

    /** Ends all that the person is in, and then deletes what names them. */
    async erase({ userId: user, tenantId }: Actor): Promise<void> {
      await bus.publish({ type: 'account.closing', user, at: clock.now(), audience: [] })
      await personalData.erase(tenantId, user, `erased-${ids.next()}`, clock.now())
    },
  }
}

export type PersonalDataService = ReturnType<typeof createPersonalData>
