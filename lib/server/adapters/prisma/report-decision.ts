import { bucketOf } from '@/lib/domain/analytics'
import type { AuditEntry } from '@/lib/domain/audit-chain'
import { DECIDABLE, type ReportOutcome } from '@/lib/domain/moderation'
import type { Decided } from '@/lib/server/ports/moderation/administration'
import type { Prisma } from './generated/client'
import { countModeration, type ModerationTally } from './moderation-counts'
import type { WriteOutbox } from './outbox'
import { toTimestamp } from './timestamps'

interface DecidingTransaction {
  readonly tx: Prisma.TransactionClient
  readonly write: WriteOutbox
}

interface Row {
  readonly id: string
  readonly status: string
  readonly reporterId: string
  readonly reportedId: string
  readonly createdAt: Date
  readonly isClaimed: boolean
}

/** In a transaction, whose audit entry the caller writes: who comes second waits for the first one's row, and finds it decided. */
export async function decideReport(
  { tx, write }: DecidingTransaction,
  which: { readonly id: string; readonly tenantId: string; readonly reportedId?: string },
  outcome: ReportOutcome,
  { actorId, at }: Pick<AuditEntry, 'actorId' | 'at'>,
): Promise<Decided> {
  const now = toTimestamp(at)
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, status, reporter_id AS "reporterId", reported_id AS "reportedId", created_at AS "createdAt",
      EXISTS (SELECT 1 FROM case_claims WHERE case_id = reports.id AND moderator_id <> ${actorId} AND until > ${now})
        AS "isClaimed"
    FROM reports WHERE id = ${which.id} AND tenant_id = ${which.tenantId} FOR UPDATE`
  if (!row || (which.reportedId ?? row.reportedId) !== row.reportedId) return 'unknown'
  if (row.reporterId === actorId || row.reportedId === actorId) return 'own'
  if (!DECIDABLE[outcome].some((status) => status === row.status)) return 'decided'
  if (row.isClaimed) return 'claimed'
  const isFirst = row.status === 'pending'
  const data = { status: outcome, ...(isFirst && { decidedAt: now }) }
  await tx.report.updateMany({ where: { id: row.id }, data })
  if (outcome !== 'reviewed') {
    await tx.caseClaim.deleteMany({ where: { caseId: row.id } })
    await judgeReporter(tx, which.tenantId, row.reporterId, outcome, now)
  }
  await countModeration(tx, which.tenantId, at, [
    ['outcomes', outcome],
    ...(isFirst ? [firstDecision(at - row.createdAt.getTime())] : []),
    ...(outcome === 'resolved' ? [await repeatOf(tx, row)] : []),
  ])
  const { id: report, reporterId: reporter } = row
  await write(tx, { kind: 'report-outcome', key: report, user: reporter, payload: { report, outcome }, at })
  return { reporter }
}

/** In the buckets of a histogram of seconds. */
const firstDecision = (ms: number): ModerationTally => ['firstDecision', String(bucketOf(ms / 1_000))]

/** Whether the person was found to be at fault before. */
async function repeatOf(tx: Prisma.TransactionClient, { id, reportedId }: Row): Promise<ModerationTally> {
  const before = await tx.report.findFirst({
    where: { reportedId, status: 'resolved', id: { not: id } },
    select: { id: true },
  })
  return ['upheld', before ? 'again' : 'first']
}

/** Of a deleted account there is nothing to know any more. */
async function judgeReporter(
  tx: Prisma.TransactionClient,
  tenantId: string,
  reporter: string,
  outcome: 'resolved' | 'dismissed',
  now: Date,
): Promise<void> {
  const [upheld, dismissed] = outcome === 'resolved' ? [1, 0] : [0, 1]
  await tx.$executeRaw`
    INSERT INTO reporter_records (user_id, tenant_id, upheld, dismissed, changed_at)
    SELECT id, ${tenantId}, ${upheld}::int, ${dismissed}::int, ${now} FROM users WHERE id = ${reporter}
    ON CONFLICT (user_id) DO UPDATE SET upheld = reporter_records.upheld + EXCLUDED.upheld,
      dismissed = reporter_records.dismissed + EXCLUDED.dismissed, changed_at = EXCLUDED.changed_at`
}
