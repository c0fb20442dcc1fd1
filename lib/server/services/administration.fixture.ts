import type { People } from '@/lib/server/ports/administration'
import type { listedAudit, listedAccounts } from './repositories.fixture'

/** The same accounts as those who administer them see them. */
export function listedPeople(
  { all }: ReturnType<typeof listedAccounts>,
  audit: ReturnType<typeof listedAudit>,
): People {
  return {
    async ban(tenant, id, until, entry) {
      const user = all.get(id)
      if (user?.tenantId !== tenant) return false
      all.set(id, { ...user, bannedUntil: until, deviceBannedUntil: until })
      await audit.record(entry)
      return true
    },
  }
}
