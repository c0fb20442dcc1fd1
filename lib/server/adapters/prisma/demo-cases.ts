import type { Millis, TenantId } from '@/lib/domain/ids'
import { KEPT_DAYS } from '@/lib/domain/retention'
import { DEMO_PREFIX, type MadeUpCases } from '@/lib/server/ports/analytics/acquisition'
import type { Prisma, PrismaClient } from './generated/client'
import { insertRows } from './insert-rows'
import { toTimestamp } from './timestamps'

const DAY_MS: Millis = 24 * 60 * 60_000
const timeOrNull = (at: Millis | null) => (at === null ? null : toTimestamp(at))

/**
 * Writes made-up cases. Their people have no accounts: they are what accounts leave behind that were deleted, so that a
 * moderator can ban them, and lift it, without anybody being able to sign in as one.
 */
export async function fillCases(
  tx: Prisma.TransactionClient,
  tenantId: TenantId,
  { reports, bans, appeals, reporters }: MadeUpCases,
  now: Millis,
): Promise<void> {
  const statements = [
    ...insertRows(
      'reports',
      reports.map(({ reporter, reported, session, messages: _, createdAt, decidedAt, ...report }) => ({
        ...report,
        tenantId,
        reporterId: reporter,
        reportedId: reported,
        sessionStartedAt: toTimestamp(session.startedAt),
        sessionEndedAt: toTimestamp(session.endedAt),
        createdAt: toTimestamp(createdAt),
        decidedAt: timeOrNull(decidedAt),
        reporterMet: 1,
      })),
    ),
    ...insertRows(
      'report_evidence',
      reports.map(({ id: reportId, messages, createdAt }) => ({
        reportId,
        messages,
        createdAt: toTimestamp(createdAt),
      })),
    ),
    ...insertRows(
      'reporter_records',
      reporters.map(({ user: userId, changedAt, ...record }) => ({
        ...record,
        userId,
        tenantId,
        changedAt: toTimestamp(changedAt),
      })),
    ),
  ]
  for (const statement of statements) await tx.$executeRaw(statement)
  await tx.ban.createMany({
    data: bans.map(({ by: byId, until, createdAt, ...ban }) => ({
      ...ban,
      tenantId,
      byId,
      until: toTimestamp(until),
      createdAt: toTimestamp(createdAt),
      liftedAt: timeOrNull(liftedAt(appeals, ban.id)),
    })),
  })
  await tx.appeal.createMany({
    data: appeals.map(({ user: userId, decidedBy: decidedById, createdAt, decidedAt, ...appeal }) => ({
      ...appeal,
      tenantId,
      userId,
      decidedById,
      createdAt: toTimestamp(createdAt),
      decidedAt: timeOrNull(decidedAt),
    })),
  })
  const runUntil = new Map(
    bans
      .filter(({ id, until }) => until > now && liftedAt(appeals, id) === null)
      .map(({ userId, until }) => [userId, until]),
  )
  const people = [...new Set(reports.map(({ reported }) => reported))]
  await tx.keptDigest.createMany({
    data: people.map((userId) => {
      const until = runUntil.get(userId) ?? null
      return {
        tenantId,
        kind: 'device',
        // No digest of a device looks so.
        digest: userId,
        userId,
        bannedUntil: timeOrNull(until),
        createdAt: toTimestamp(now),
        keptUntil: toTimestamp(Math.max(until ?? 0, now + KEPT_DAYS.evidence * DAY_MS)),
      }
    }),
  })
}

function liftedAt(appeals: MadeUpCases['appeals'], ban: string): Millis | null {
  const lifted = appeals.find(({ banId, status }) => banId === ban && status === 'lifted')
  return lifted?.decidedAt ?? null
}

/** With what moderators made of them. */
export function removalOfCases(db: PrismaClient, tenantId: TenantId) {
  const user = { tenantId, userId: { startsWith: DEMO_PREFIX } }
  const made = { tenantId, id: { startsWith: DEMO_PREFIX } }
  return [
    // Evidence goes with its report.
    db.report.deleteMany({ where: made }),
    db.appeal.deleteMany({ where: user }),
    db.ban.deleteMany({ where: user }),
    db.personNote.deleteMany({ where: user }),
    db.warning.deleteMany({ where: user }),
    db.caseClaim.deleteMany({ where: { tenantId, caseId: { startsWith: DEMO_PREFIX } } }),
    db.reporterRecord.deleteMany({ where: user }),
    db.matchingPause.deleteMany({ where: user }),
    db.keptDigest.deleteMany({ where: user }),
  ]
}
