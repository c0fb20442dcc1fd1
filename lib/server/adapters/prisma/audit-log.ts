import type { AuditEntry, AuditLog } from '@/lib/server/ports/moderation/moderation'
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

/** Newest first; at most 100. */
export async function auditAbout(
  db: Pick<PrismaClient, 'auditEntry'>,
  tenantId: string,
  who: { targetId: string } | { OR: { targetId?: string; actorId?: string; action?: string }[] },
): Promise<AuditEntry[]> {
  const rows = await db.auditEntry.findMany({
    where: { tenantId, ...who },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: 100,
  })
  return rows.map(({ actorId, action, targetId, details, at }) => ({
    tenantId,
    actorId,
    action,
    targetId,
    details: details as AuditEntry['details'],
    at: at.getTime(),
  }))
}
