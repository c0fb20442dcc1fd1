import type { People, ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { listedAudit, listedAccounts } from '../repositories.fixture'

/** The same accounts as those who administer them see them. */
export function listedPeople(
  { all }: ReturnType<typeof listedAccounts>,
  audit: ReturnType<typeof listedAudit>,
): People {
  return {
    page: async () => [],
    find: async () => undefined,
    count: async () => ({ total: all.size, since: 0 }),
    async ban(tenant, id, until, entry) {
      const user = all.get(id)
      if (user?.tenantId !== tenant) return 'unknown'
      all.set(id, { ...user, bannedUntil: until, deviceBannedUntil: until })
      await audit.record(entry)
      return { reporter: null, alsoOf: [] }
    },
    removeSecondFactor: async () => 'unknown',
    async setRole(tenant, id, role, entry) {
      const user = all.get(id)
      if (user?.tenantId !== tenant) return 'unknown'
      all.set(id, { ...user, role })
      await audit.record(entry)
      return 'changed'
    },
  }
}

/** A queue in which nothing ever is. */
export function listedReportQueue(): ReportQueue {
  return {
    page: async () => [],
    find: async () => undefined,
    openScreenshot: async () => undefined,
    openMessagePicture: async () => undefined,
    openFile: async () => undefined,
    oldestPending: async () => undefined,
    pending: async () => 0,
    review: async () => 'unknown',
  }
}
