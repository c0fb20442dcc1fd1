import { WEIGHED_AT_MOST } from '@/lib/domain/credibility'
import { REPORT_STATUSES } from '@/lib/domain/moderation'
import type { CredibilityRecords } from '@/lib/server/ports/moderation/credibility'
import type { WriteAudit } from './audit-log'
import type { PrismaClient } from './generated/client'
import { countModeration } from './moderation-counts'
import { toTimestamp } from './timestamps'

export function createPrismaCredibility(db: PrismaClient, writeAudit: WriteAudit): CredibilityRecords {
  return {
    async against(tenantId, reportedId, { since, until }) {
      const rows = await db.report.findMany({
        where: { tenantId, reportedId, createdAt: { gte: toTimestamp(since), lte: toTimestamp(until) } },
        orderBy: { createdAt: 'desc' },
        take: WEIGHED_AT_MOST,
        select: { id: true, reporterId: true, createdAt: true, status: true, reporterMet: true },
      })
      const userId = { in: rows.map(({ reporterId }) => reporterId) }
      const records = await db.reporterRecord.findMany({ where: { userId } })
      const byReporter = new Map(records.map((record) => [record.userId, record]))
      return rows.map(({ id, reporterId, createdAt, status, reporterMet }) => {
        const { upheld = 0, dismissed = 0 } = byReporter.get(reporterId) ?? {}
        return {
          id,
          reporter: reporterId,
          createdAt: createdAt.getTime(),
          status: REPORT_STATUSES.find((one) => one === status) ?? 'pending',
          metOthers: reporterMet > 0,
          upheld,
          dismissed,
        }
      })
    },

    async pauseOf(userId) {
      const row = await db.matchingPause.findUnique({ where: { userId } })
      if (!row) return undefined
      return { weight: row.weight, since: row.since.getTime(), until: row.until.getTime() }
    },

    pause: (user, { weight, since, until }, audit) =>
      db.$transaction(async (tx) => {
        const { tenantId, at } = audit
        const made = await tx.$executeRaw`
          INSERT INTO matching_pauses (user_id, tenant_id, weight, since, until)
          SELECT id, tenant_id, ${weight}, ${toTimestamp(since)}, ${toTimestamp(until)} FROM users WHERE id = ${user}
          ON CONFLICT (user_id) DO UPDATE SET weight = EXCLUDED.weight, since = EXCLUDED.since, until = EXCLUDED.until
            WHERE matching_pauses.until <= EXCLUDED.since`
        if (made === 0) return false
        await countModeration(tx, tenantId, at, [['pauses', 'made']])
        await writeAudit(tx, audit)
        return true
      }),
  }
}
