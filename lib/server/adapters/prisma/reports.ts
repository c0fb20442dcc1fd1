import { REPORT_STATUSES, REPORT_TYPES, type ReportDraft, type ReportSummary } from '@/lib/domain/moderation'
import type { Reports } from '@/lib/server/ports/moderation'
import { blockStatement } from './blocks'
import type { PrismaClient } from './generated/client'
import type { ReportModel } from './generated/models/Report'
import { toTimestamp } from './timestamps'

type Submission = Parameters<Reports['submit']>[0]

export function createPrismaReports(db: PrismaClient): Reports {
  return {
    async submit(report) {
      const { id: reportId, tenantId, reporter, reported, createdAt } = report
      const at = toTimestamp(createdAt)
      // In one order whoever reports, so that two who report each other do not wait for each other's rows.
      const [first, second] = reporter < reported ? [reporter, reported] : [reported, reporter]
      await db.$transaction([
        db.report.createMany({ data: reportRow(report) }),
        db.reportEvidence.createMany({ data: { reportId, messages: messagesJson(report), createdAt: at } }),
        db.reportScreenshot.createMany({ data: screenshotRows(report, at) }),
        db.$executeRaw(blockStatement(tenantId, first, second, createdAt)),
        db.$executeRaw(blockStatement(tenantId, second, first, createdAt)),
        db.auditEntry.createMany({ data: auditRow(report, at) }),
      ])
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
  return messages.map(({ messageId, senderId, content, type, timestamp, flagged }) => ({
    messageId,
    senderId,
    content,
    type,
    timestamp,
    flagged,
  }))
}

function screenshotRows({ id, screenshots }: Submission, createdAt: Date) {
  return screenshots.map(({ mediaType, bytes }, position) => ({
    reportId: id,
    position,
    mediaType,
    bytes: Uint8Array.from(bytes),
    createdAt,
  }))
}

function auditRow({ id, tenantId, reporter, reported, sessionId, type }: Submission, at: Date) {
  const details = { reported, sessionId, type }
  return { tenantId, actorId: reporter, action: 'report.submitted', targetId: id, details, at }
}

export function toSummary(row: ReportModel): ReportSummary {
  return {
    id: row.id,
    sessionId: row.sessionId,
    type: REPORT_TYPES.find((type) => type === row.type) ?? 'other',
    description: row.description,
    status: REPORT_STATUSES.find((status) => status === row.status) ?? 'pending',
    createdAt: row.createdAt.getTime(),
  }
}
