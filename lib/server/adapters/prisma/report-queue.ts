import type { Millis } from '@/lib/domain/ids'
import type {
  EvidenceMessage,
  ReportCase,
  ReportedConversation,
  ReportedPerson,
} from '@/lib/domain/moderation'
import type { ReportQueue, Viewer } from '@/lib/server/ports/moderation/administration'
import { auditAbout, type WriteAudit } from './audit-log'
import { bansOfDeparted } from './departed'
import { evidenceFile, evidenceFiles } from './evidence-files'
import { claimsOf } from './claims'
import { toCallQuality } from './call-quality'
import type { PrismaClient } from './generated/client'
import type { ReportModel } from './generated/models/Report'
import type { WriteOutbox } from './outbox'
import { decideReport } from './report-decision'
import { toKind } from './conversations/rows'
import { toSummary } from './reports'
import { fromTimestamp, toTimestamp } from './timestamps'

export function createPrismaReportQueue(
  db: PrismaClient,
  write: WriteOutbox,
  writeAudit: WriteAudit,
): ReportQueue {
  return {
    async page(viewer, { status, type, reporter, reported, before, beforeId, limit }) {
      const rows = await db.report.findMany({
        where: {
          ...shownTo(viewer),
          ...(status !== undefined && { status }),
          ...(type !== undefined && { type }),
          ...(reporter !== undefined && { reporterId: reporter }),
          ...(reported !== undefined && { AND: { reportedId: reported } }),
          ...(before !== undefined && olderThan(before, beforeId)),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      })
      return toCases(db, viewer.tenantId, rows)
    },

    async find(viewer, id) {
      const { tenantId } = viewer
      const row = await db.report.findUnique({
        where: { id, ...shownTo(viewer) },
        include: {
          evidence: true,
          screenshots: { select: { position: true }, orderBy: { position: 'asc' } },
        },
      })
      if (!row) return undefined
      const [[summary], audit] = await Promise.all([
        toCases(db, tenantId, [row]),
        auditAbout(db, tenantId, {
          OR: [{ targetId: id }, { targetId: row.reportedId, action: 'account.banned' }],
        }),
      ])
      if (!summary) return undefined
      const { sessionStartedAt, sessionEndedAt, occurredAt, evidence, screenshots } = row
      const messages = toMessages(evidence?.messages)
      const file = {
        ...summary,
        session: { startedAt: sessionStartedAt.getTime(), endedAt: sessionEndedAt?.getTime() ?? null },
        occurredAt: occurredAt?.getTime() ?? null,
        quality: toCallQuality(row.quality),
        messages,
        files: await evidenceFiles(db, tenantId, messages),
        screenshots: screenshots.map(({ position }) => ({ number: position + 1 })),
      }
      return { file, audit }
    },

    openScreenshot: (viewer, id, number, audit) =>
      db.$transaction(async (tx) => {
        const found = await tx.reportScreenshot.findFirst({
          where: { reportId: id, position: number - 1, report: shownTo(viewer) },
          select: { mediaType: true, bytes: true },
        })
        if (!found) return undefined
        await writeAudit(tx, audit)
        return found
      }),

    openMessagePicture: (viewer, id, messageId, audit) =>
      db.$transaction(async (tx) => {
        const kept = await tx.reportEvidence.findFirst({
          where: { reportId: id, report: shownTo(viewer) },
          select: { messages: true },
        })
        const isIt = (message: EvidenceMessage) => message.type === 'image' && message.messageId === messageId
        const found = toMessages(kept?.messages).find(isIt)
        if (!found) return undefined
        await writeAudit(tx, audit)
        return found.content
      }),

    openFile: (viewer, id, file, audit) =>
      db.$transaction(async (tx) => {
        const kept = await tx.reportEvidence.findFirst({
          where: { reportId: id, report: shownTo(viewer) },
          select: { messages: true },
        })
        const found = await evidenceFile(tx, viewer.tenantId, toMessages(kept?.messages), file)
        if (found) await writeAudit(tx, audit)
        return found
      }),

    pending: (tenantId) => db.report.count({ where: { tenantId, status: 'pending' } }),

    async oldestPending(viewer, except) {
      const row = await db.report.findFirst({
        where: { ...shownTo(viewer), status: 'pending', id: { not: except } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        select: { id: true },
      })
      return row?.id
    },

    review: (tenantId, id, status, audit) =>
      db.$transaction(async (tx) => {
        const decided = await decideReport({ tx, write }, { id, tenantId }, status, audit)
        if (typeof decided !== 'string') await writeAudit(tx, audit)
        return decided
      }),
  }
}

/** Nobody reads reports about themselves. */
const shownTo = ({ tenantId, userId }: Viewer) => ({ tenantId, reportedId: { not: userId } })

/** What was kept before messages were flagged has no mark. */
function toMessages(kept: unknown): readonly EvidenceMessage[] {
  const messages = (kept ?? []) as readonly (Omit<EvidenceMessage, 'flagged'> & { flagged?: boolean })[]
  return messages.map((message) => ({ ...message, flagged: message.flagged ?? false }))
}

/** The order is by time, newest first, and then by id. */
function olderThan(before: Millis, id: string | undefined) {
  const createdAt = toTimestamp(before)
  return {
    OR: [{ createdAt: { lt: createdAt } }, ...(id === undefined ? [] : [{ createdAt, id: { gt: id } }])],
  }
}

/** Of those reports that are about one; also what was deleted since. */
async function conversationsOf(
  db: PrismaClient,
  tenantId: string,
  reports: readonly ReportModel[],
): Promise<ReadonlyMap<string, ReportedConversation>> {
  const ids = [...new Set(reports.flatMap(({ conversationId }) => conversationId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await db.conversation.findMany({
    where: { tenantId, id: { in: ids } },
    select: { id: true, kind: true, name: true },
  })
  return new Map(rows.map((row) => [row.id, { ...row, kind: toKind(row.kind) }]))
}

/** The reports with both people's names and how often the reported ones were reported, by one query each. */
async function toCases(
  db: PrismaClient,
  tenantId: string,
  rows: readonly ReportModel[],
): Promise<ReportCase[]> {
  if (rows.length === 0) return []
  const reportedIds = [...new Set(rows.map(({ reportedId }) => reportedId))]
  const everyone = [...new Set([...reportedIds, ...rows.map(({ reporterId }) => reporterId)])]
  const [users, counts, claims, conversations] = await Promise.all([
    db.user.findMany({
      where: { tenantId, id: { in: everyone } },
      select: { id: true, displayName: true, bannedUntil: true },
    }),
    db.report.groupBy({
      by: ['reportedId'],
      where: { tenantId, reportedId: { in: reportedIds } },
      _count: true,
    }),
    claimsOf(
      db,
      rows.map(({ id }) => id),
    ),
    conversationsOf(db, tenantId, rows),
  ])
  const byId = new Map(users.map((user) => [user.id, user]))
  const gone = await bansOfDeparted(
    db,
    tenantId,
    everyone.filter((id) => !byId.has(id)),
  )
  const against = new Map(counts.map(({ reportedId, _count }) => [reportedId, _count]))
  const person = (userId: string): ReportedPerson => {
    const { displayName = null, bannedUntil = null } = byId.get(userId) ?? gone.get(userId) ?? {}
    return { userId, displayName, bannedUntil: bannedUntil && fromTimestamp(bannedUntil) }
  }
  return rows.map((row) => ({
    ...toSummary(row),
    chatType: row.chatType,
    conversation: conversations.get(row.conversationId ?? '') ?? null,
    reporter: person(row.reporterId),
    reported: person(row.reportedId),
    reportsAgainst: against.get(row.reportedId) ?? 0,
    assignee: row.assigneeId,
    claim: claims.get(row.id) ?? null,
  }))
}
