import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toHolders, toUser } from '@/lib/domain/topics'
import type { AttachmentId, Millis, ReportId, TenantId, UserId } from '@/lib/domain/ids'
import type { ReportCase, ReportOutcome, Screenshot } from '@/lib/domain/moderation'
import { authorize } from '@/lib/domain/permissions'
import { stripDataUrl } from '@/lib/domain/text'
import { BURST_MS, CREDIBILITY_WINDOW_MS, weigh } from '@/lib/domain/credibility'
import type { CredibilityRecords } from '@/lib/server/ports/moderation/credibility'
import type { ReportQuery, ReportQueue } from '@/lib/server/ports/moderation/administration'
import type { AuditEntry } from '@/lib/server/ports/moderation/moderation'
import type { FileStore } from '@/lib/server/ports/files/file-store'
import type { Content } from '@/lib/server/ports/sessions/content'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly reportQueue: ReportQueue
  readonly credibility: Pick<CredibilityRecords, 'against' | 'pauseOf'>
  readonly content: Pick<Content, 'mediaType'>
  readonly fileStore: Pick<FileStore, 'read'>
  readonly clock: Clock
  readonly bus: Bus
}

/** A file of a report that may be read. */
interface OpenEvidence {
  readonly name: string
  readonly type: string
  /** In bytes. */
  readonly size: number
  /** @throws NOT_FOUND when the store does not have it */
  read(part?: {
    readonly start: number
    readonly end: number
  }): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>
}

/** Shown of other reports each. */
const SHOWN = 20

/** What moderators read and decide; who is reported reads nothing about it, and neither side of a report decides it. */
export function createReportQueue({ reportQueue, credibility, content, fileStore, clock, bus }: Deps) {
  const opening = (
    actor: Actor,
    report: ReportId,
    details: AuditEntry['details'],
    action = 'report.picture-opened',
  ): AuditEntry => {
    authorize(actor, 'admin.evidence')
    const { tenantId, userId: actorId } = actor
    return { tenantId, actorId, action, targetId: report, details, at: clock.now() }
  }
  /** How the reports against a person weighed around the time of one of them, and the last pause that followed. */
  async function weightOf(tenant: TenantId, user: UserId, at: Millis) {
    const [reports, pause] = await Promise.all([
      credibility.against(tenant, user, { since: at - CREDIBILITY_WINDOW_MS, until: at + BURST_MS }),
      credibility.pauseOf(user),
    ])
    return { ...weigh(reports, at), pausedUntil: pause?.until ?? null }
  }

  return {
    /** Newest first, with whether there is more. @throws FORBIDDEN */
    async page(
      actor: Actor,
      query: ReportQuery,
    ): Promise<{ reports: readonly ReportCase[]; hasMore: boolean }> {
      authorize(actor, 'admin.reports')
      const found = await reportQueue.page(actor, { ...query, limit: query.limit + 1 })
      return { reports: found.slice(0, query.limit), hasMore: found.length > query.limit }
    },

    /**
     * A report with its evidence, what was decided so far, other reports about and by the reported person, and which
     * report waits longest, and how much the reports weigh.
     *
     * @throws FORBIDDEN, NOT_FOUND
     */
    async find(actor: Actor, report: ReportId) {
      authorize(actor, 'admin.evidence')
      const found = await reportQueue.find(actor, report)
      if (!found) throw new DomainError('NOT_FOUND', { description: 'No such report' })
      const { tenantId } = actor
      const { userId } = found.file.reported
      const [against, by, next, weight] = await Promise.all([
        reportQueue.page(actor, { reported: userId, limit: SHOWN + 1 }),
        reportQueue.page(actor, { reporter: userId, limit: SHOWN }),
        reportQueue.oldestPending(actor, report),
        weightOf(tenantId, userId, found.file.createdAt),
      ])
      const others = against.filter(({ id }) => id !== report).slice(0, SHOWN)
      return { ...found, against: others, by, next: next ?? null, weight }
    },

    /** Opens one picture that the reporter sent along, which is noted in the audit log before. @throws FORBIDDEN, NOT_FOUND */
    async openScreenshot(actor: Actor, report: ReportId, number: number): Promise<Screenshot> {
      const audit = opening(actor, report, { screenshot: number })
      const opened = await reportQueue.openScreenshot(actor, report, number, audit)
      if (!opened) throw noSuchPicture()
      return opened
    },

    /** The same for a picture that was sent in the conversation. @throws FORBIDDEN, NOT_FOUND */
    async openMessagePicture(actor: Actor, report: ReportId, messageId: string): Promise<Screenshot> {
      const audit = opening(actor, report, { messageId })
      const opened = await reportQueue.openMessagePicture(actor, report, messageId, audit)
      if (opened === undefined) throw noSuchPicture()
      const bytes = Buffer.from(stripDataUrl(opened), 'base64')
      return { mediaType: (await content.mediaType(bytes)) ?? 'application/octet-stream', bytes }
    },

    /** The same for a file of a message in the evidence. @throws FORBIDDEN, NOT_FOUND: also once the evidence is gone */
    async openFile(actor: Actor, report: ReportId, file: AttachmentId): Promise<OpenEvidence> {
      const audit = opening(actor, report, { file }, 'report.file-opened')
      const found = await reportQueue.openFile(actor, report, file, audit)
      if (!found) throw new DomainError('NOT_FOUND', { description: 'No such file' })
      const { name, type, content: kept } = found
      return {
        name,
        type,
        size: kept.size,
        async read(part) {
          const stream = await fileStore.read(kept.hash, part)
          if (!stream) throw new DomainError('NOT_FOUND', { description: 'No such file' })
          return stream
        },
      }
    },

    /** Decides a report, or marks it as reviewed; of two at once, one does. @throws FORBIDDEN, NOT_FOUND, OWN_CASE, ALREADY_DECIDED, CASE_CLAIMED */
    async review(actor: Actor, report: ReportId, outcome: ReportOutcome, note: string | null): Promise<void> {
      authorize(actor, 'admin.reports')
      const at = clock.now()
      const { tenantId, userId: actorId } = actor
      const details = { status: outcome, note }
      const audit = { tenantId, actorId, action: 'report.reviewed', targetId: report, details, at }
      const decided = await reportQueue.review(tenantId, report, outcome, audit)
      if (decided === 'own') throw new DomainError('OWN_CASE')
      if (decided === 'decided') throw new DomainError('ALREADY_DECIDED')
      if (decided === 'claimed') throw new DomainError('CASE_CLAIMED')
      if (decided === 'unknown') throw new DomainError('NOT_FOUND', { description: 'No such report' })
      const { reporter } = decided
      const audience = [toHolders(tenantId, 'admin.reports'), toUser(reporter)]
      await bus.publish({ type: 'report.decided', report, reporter, outcome, at, audience })
    },
  }
}

const noSuchPicture = () => new DomainError('NOT_FOUND', { description: 'No such picture' })
