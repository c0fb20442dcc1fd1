import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { AppealOutcome } from '@/lib/domain/casework'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { AppealDecided } from '@/lib/server/ports/moderation/casework'
import type { WriteAudit } from './audit-log'
import { liftBan } from './ban-rows'
import type { Prisma } from './generated/client'
import { countModeration } from './moderation-counts'
import { toTimestamp } from './timestamps'

interface Row {
  readonly status: string
  readonly userId: string
  readonly byId: string | null
  readonly createdAt: Date
  readonly isClaimed: boolean
}

/** In a transaction: who comes second waits for the first one's row, and finds it decided. */
export async function decideAppeal(
  tx: Prisma.TransactionClient,
  writeAudit: WriteAudit,
  { tenantId, id }: { readonly tenantId: TenantId; readonly id: string },
  { outcome, answer, moderator }: { outcome: AppealOutcome; answer: string | null; moderator: UserId },
  audit: AuditEntry,
): Promise<AppealDecided> {
  const at = toTimestamp(audit.at)
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT status, user_id AS "userId", created_at AS "createdAt",
      (SELECT by_id FROM bans WHERE bans.id = appeals.ban_id) AS "byId",
      EXISTS (SELECT 1 FROM case_claims WHERE case_id = appeals.id AND moderator_id <> ${moderator} AND until > ${at})
        AS "isClaimed"
    FROM appeals WHERE id = ${id} AND tenant_id = ${tenantId} FOR UPDATE`
  if (!row) return 'unknown'
  if (row.status !== 'pending') return 'decided'
  if (row.byId === moderator) return 'same-moderator'
  if (row.isClaimed) return 'claimed'
  const data = { status: outcome, answer, decidedById: moderator, decidedAt: at }
  await tx.appeal.updateMany({ where: { id }, data })
  await tx.caseClaim.deleteMany({ where: { caseId: id } })
  await countModeration(tx, tenantId, audit.at, [
    ['appeals', outcome],
    ...(outcome === 'lifted' ? ([['bans', 'lifted']] as const) : []),
  ])
  if (outcome === 'lifted') await liftBan(tx, tenantId, row.userId, audit.at)
  await writeAudit(tx, { ...audit, details: { ...audit.details, user: row.userId } })
  return { user: row.userId, createdAt: row.createdAt.getTime() }
}
