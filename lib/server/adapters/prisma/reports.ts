import {
  MAX_DESCRIPTION,
  MAX_SCREENSHOTS,
  REPORT_STATUSES,
  REPORT_TYPES,
  type ReportDraft,
  type ReportSummary,
} from '@/lib/domain/moderation'
import type { NewBlock, Reports, Submitted } from '@/lib/server/ports/moderation/moderation'
import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { WriteAudit } from './audit-log'
import { blockStatement } from './blocks'
import { countModeration } from './moderation-counts'
import { departureReported } from './departed'
import { Prisma, type PrismaClient } from './generated/client'
import type { ReportModel } from './generated/models/Report'
import { toTimestamp } from './timestamps'

type Submission = Parameters<Reports['submit']>[0]

/** @param written - resolves when every session that ended before is in the database: whom the reporter has met */
export function createPrismaReports(
  db: PrismaClient,
  writeAudit: WriteAudit,
  written: () => Promise<void>,
): Reports {
  return {
    async submit(report) {
      const { id: reportId, createdAt } = report
      const at = toTimestamp(createdAt)
      await written()
      return db.$transaction(async (tx) => {
        // Waits for another one of the same reporter about the same session that is on its way.
        const made = await tx.$executeRaw(insertOnce(report))
        for (const block of blocksWith(report)) await tx.$executeRaw(blockStatement(block, 'report'))
        for (const statement of departureReported({
          ...report,
          isOfConversation: report.conversationId !== undefined,
        }))
          await tx.$executeRaw(statement)
        if (made === 0) return addToFirst(tx, writeAudit, report)
        await tx.reportEvidence.createMany({
          data: { reportId, messages: messagesJson(report), createdAt: at },
        })
        await tx.reportScreenshot.createMany({ data: screenshotRows(report, at) })
        await countModeration(tx, report.tenantId, createdAt, [['reports', report.session.chatType]])
        await writeAudit(tx, auditOf(report, 'report.submitted'))
        return { id: reportId, createdAt, status: 'pending', again: false }
      })
    },

    async byReporter(reporterId, { before, limit }) {
      const rows = await db.report.findMany({
        where: { reporterId, ...(before !== undefined && { createdAt: { lt: toTimestamp(before) } }) },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      })
      return rows.map(toSummary)
    },
  }
}

/** Both ways; in one order for either reporter, so that two who report each other do not wait for each other's rows. */
function blocksWith(report: Submission): readonly NewBlock[] {
  const { tenantId, reporter, reported, publicIds, createdAt, sessionId, session } = report
  // Either way it keeps both apart. The other way round would be listed for the reported, and name who reported them.
  if (report.conversationId !== undefined)
    return [{ tenantId, createdAt, session: null, blocker: reporter, blocked: reported, blockedAs: reported }]
  const about = { tenantId, createdAt, session: { id: sessionId, chatType: session.chatType } }
  const blocks = [
    { ...about, blocker: reporter, blocked: reported, blockedAs: publicIds.reported },
    { ...about, blocker: reported, blocked: reporter, blockedAs: publicIds.reporter },
  ]
  return reporter < reported ? blocks : blocks.toReversed()
}

/** How many others the reporter has met in the sessions that are kept; counted to 3 at most. */
function othersMet({ reporterId, reportedId }: { reporterId: string; reportedId: string }): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::smallint FROM (
    SELECT 1 FROM session_participants mine
    JOIN session_participants other ON other.session_id = mine.session_id AND other.user_id <> mine.user_id
    WHERE mine.user_id = ${reporterId} AND other.user_id <> ${reportedId} LIMIT 3) met)`
}

/** Touches one row when the reporter has no report of the session yet. */
function insertOnce(report: Submission): Prisma.Sql {
  const row = reportRow(report)
  return Prisma.sql`
    INSERT INTO reports (id, tenant_id, reporter_id, reported_id, session_id, conversation_id, type, description, status, chat_type,
      session_started_at, session_ended_at, occurred_at, quality, created_at, reporter_met)
    VALUES (${row.id}, ${row.tenantId}, ${row.reporterId}, ${row.reportedId}, ${row.sessionId}, ${row.conversationId}, ${row.type},
      ${row.description}, 'pending', ${row.chatType}, ${row.sessionStartedAt}, ${row.sessionEndedAt}, ${row.occurredAt},
      ${report.quality ? JSON.stringify(report.quality) : null}::jsonb, ${row.createdAt}, ${othersMet(row)})
    ON CONFLICT (reporter_id, session_id) DO NOTHING`
}

async function addToFirst(
  tx: Prisma.TransactionClient,
  writeAudit: WriteAudit,
  report: Submission,
): Promise<Submitted> {
  const { reporter: reporterId, sessionId, description, createdAt } = report
  const where = { reporterId_sessionId: { reporterId, sessionId } }
  // Locked, so that two who add to it do not overwrite each other.
  await tx.$executeRaw`
    SELECT 1 FROM reports WHERE reporter_id = ${reporterId} AND session_id = ${sessionId} FOR UPDATE`
  const include = { _count: { select: { screenshots: true } } }
  const first = await tx.report.findUniqueOrThrow({ where, include })
  const isNew = description !== '' && !first.description.includes(description)
  const words = [first.description, description].filter(Boolean).join('\n\n')
  if (isNew && words.length <= MAX_DESCRIPTION) {
    await tx.report.updateMany({ where: { id: first.id }, data: { description: words } })
  }
  const known = first._count.screenshots
  const rows = screenshotRows({ ...report, id: first.id }, toTimestamp(createdAt), known)
  await tx.reportScreenshot.createMany({ data: rows.slice(0, Math.max(0, MAX_SCREENSHOTS - known)) })
  await writeAudit(tx, auditOf({ ...report, id: first.id }, 'report.repeated'))
  const { id, status } = toSummary(first)
  return { id, status, createdAt: first.createdAt.getTime(), again: true }
}

function reportRow({
  id,
  tenantId,
  reporter,
  reported,
  sessionId,
  type,
  description,
  session,
  ...report
}: Submission) {
  return {
    id,
    tenantId,
    reporterId: reporter,
    reportedId: reported,
    sessionId,
    conversationId: report.conversationId ?? null,
    type,
    description,
    chatType: session.chatType,
    sessionStartedAt: toTimestamp(session.startedAt),
    sessionEndedAt: session.endedAt === null ? null : toTimestamp(session.endedAt),
    occurredAt: report.occurredAt === null ? null : toTimestamp(report.occurredAt),
    createdAt: toTimestamp(report.createdAt),
  }
}

/** Field by field: what else a message object may carry is not evidence. */
function messagesJson({ messages }: ReportDraft) {
  return messages.map(({ messageId, senderId, content, type, timestamp, flagged, ...more }) => ({
    messageId,
    senderId,
    content,
    type,
    timestamp,
    flagged,
    ...(more.originals?.length && { originals: [...more.originals] }),
    ...(more.isDeleted && { isDeleted: true }),
    ...(more.files?.length && { files: [...more.files] }),
  }))
}

function screenshotRows({ id, screenshots }: Submission, createdAt: Date, before = 0) {
  return screenshots.map(({ mediaType, bytes }, index) => ({
    reportId: id,
    position: before + index,
    mediaType,
    bytes: Uint8Array.from(bytes),
    createdAt,
  }))
}

function auditOf(
  { id, tenantId, reporter, reported, sessionId, conversationId, type, createdAt }: Submission,
  action: string,
) {
  const details = { reported, ...(conversationId === undefined ? { sessionId } : { conversationId }), type }
  return { tenantId, actorId: reporter, action, targetId: id, details, at: createdAt } satisfies AuditEntry
}

export function toSummary(row: ReportModel): ReportSummary {
  return {
    id: row.id,
    sessionId: row.conversationId === null ? row.sessionId : null,
    conversationId: row.conversationId,
    type: REPORT_TYPES.find((type) => type === row.type) ?? 'other',
    description: row.description,
    status: REPORT_STATUSES.find((status) => status === row.status) ?? 'pending',
    createdAt: row.createdAt.getTime(),
  }
}
