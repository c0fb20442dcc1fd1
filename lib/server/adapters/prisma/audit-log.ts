import type { AuditLog } from '@/lib/server/ports/moderation'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaAuditLog(db: PrismaClient): AuditLog {
  return {
    async record({ at, ...entry }) {
      await db.auditEntry.createMany({ data: { ...entry, at: toTimestamp(at) } })
    },
  }
}
