import type { AuditEntry, AuditLog } from '@/lib/server/ports/moderation'
import type { PrismaClient } from './generated/client'
import { toTimestamp } from './timestamps'

export function createPrismaAuditLog(db: PrismaClient): AuditLog {
  return {
    async record(entry) {
      await db.auditEntry.createMany({ data: auditRow(entry) })
    },
  }
}

export function auditRow({ at, ...entry }: AuditEntry) {
  return { ...entry, at: toTimestamp(at) }
}
