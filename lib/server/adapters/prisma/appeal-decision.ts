import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { AppealOutcome } from '@/lib/domain/casework'
import type { TenantId, UserId } from '@/lib/domain/ids'
import type { AppealDecided } from '@/lib/server/ports/moderation/casework'
import type { WriteAudit } from './audit-log'
import { hasBanned, liftBan } from './ban-rows'
import { Prisma } from './generated/client'
import { countModeration } from './moderation-counts'
import { toTimestamp } from './timestamps'

interface Row {
  readonly id: string
  readonly status: string
  readonly userId: string
  readonly banId: string
  readonly createdAt: Date
  readonly isClaimed: boolean
}

interface Decider {
  readonly moderator: UserId
  readonly at: Date
}

/** The appeal, locked: who comes second waits for the first one, and finds it decided. */
async function lockedAppeal(
  tx: Prisma.TransactionClient,
  which: Prisma.Sql,
  { moderator, at }: Decider,
): Promise<Row | undefined> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, status, user_id AS "userId", ban_id AS "banId", created_at AS "createdAt",
      EXISTS (SELECT 1 FROM case_claims WHERE case_id = appeals.id AND moderator_id <> ${moderator} AND until > ${at})
        AS "isClaimed"
    FROM appeals WHERE ${which} FOR UPDATE`
  return row
}

/** Why this moderator may not decide it. */
async function barOf(tx: Prisma.TransactionClient, { banId, isClaimed }: Row, moderator: UserId) {
  if (await hasBanned(tx, banId, moderator)) return 'same-moderator'
  return isClaimed ? 'claimed' : undefined
}

/** An appeal of the person that waits, locked, or why this moderator may not touch its ban; undefined: none waits. */
export async function waitingAppeal(
  tx: Prisma.TransactionClient,
  { tenantId, user }: { readonly tenantId: TenantId; readonly user: UserId },
  by: Decider,
): Promise<{ readonly id: string } | 'claimed' | 'same-moderator' | undefined> {
  const which = Prisma.sql`tenant_id = ${tenantId} AND user_id = ${user} AND status = 'pending'`
  const row = await lockedAppeal(tx, which, by)
  return row && ((await barOf(tx, row, by.moderator)) ?? { id: row.id })
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
  const row = await lockedAppeal(tx, Prisma.sql`id = ${id} AND tenant_id = ${tenantId}`, { moderator, at })
  if (!row) return 'unknown'
  if (row.status !== 'pending') return 'decided'
  const bar = await barOf(tx, row, moderator)
  if (bar) return bar
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
