import type { People } from '@/lib/server/ports/administration'
import { auditRow } from './audit-log'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaPeople(db: PrismaClient): People {
  return {
    async ban(tenantId, id, until, audit) {
      const bannedUntil = toTimestamp(until)
      return db.$transaction(async (tx) => {
        const { count } = await tx.user.updateMany({ where: { id, tenantId }, data: { bannedUntil } })
        if (count === 0) return false
        await tx.device.updateMany({ where: { userId: id }, data: { bannedUntil } })
        await tx.auditEntry.createMany({ data: auditRow(audit) })
        return true
      })
    },
  }
}
