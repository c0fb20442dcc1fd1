import type { Actor } from '@/lib/domain/accounts'
import { DomainError } from '@/lib/domain/errors'
import { toHolders, toUser } from '@/lib/domain/topics'
import type { Millis, PublicId, SessionId, UserId } from '@/lib/domain/ids'
import { qualityOf } from '@/lib/domain/media/media'
import { hasMedia } from '@/lib/domain/media/session-media'
import type { CallQuality, ReportDraft, ReportSummary, ReportType } from '@/lib/domain/moderation'
import { type Entry, me, partnerOf, type Session } from '@/lib/domain/sessions'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Reports, Submitted } from '@/lib/server/ports/moderation/moderation'
import type { Pseudonym } from '@/lib/server/ports/moderation/audit-chain'
import type { Ids } from '@/lib/server/ports/system'
import { type BlockingDeps, createBlocking } from './blocking'
import type { Screenshots } from './screenshots'

interface Deps extends BlockingDeps {
  readonly reports: Reports
  readonly accounts: Pick<Accounts, 'byId'>
  readonly pseudonym: Pseudonym
  readonly screenshots: Screenshots
  readonly ids: Ids
}

/** A complaint. Without a session: about the current or last one. */
export interface Complaint {
  readonly sessionId?: SessionId
  /** When named, it must be the partner, by the id of that session. */
  readonly reportedUserId?: PublicId
  readonly type: ReportType
  readonly description: string
  /** Base64; at most 3 of 700 KB. */
  readonly screenshots: readonly string[]
  readonly occurredAt: Millis | null
}

export interface SubmittedReport extends Submitted {
  readonly sessionId: SessionId
}

/** Reports and blocks. */
export function createModeration(deps: Deps) {
  const { reports, accounts, pseudonym, sessions, clock, ids, bus } = deps

  /** What names a person in a report: the account, or the pseudonym of one that was deleted since. */
  const nameOf = async (user: UserId) => ((await accounts.byId(user)) ? user : pseudonym(user))

  return {
    /**
     * Stores a report with the session's evidence, blocks both ways and ends the session. A reporter counts once for a
     * session: again adds to the first report and answers it.
     *
     * @throws SESSION_NOT_FOUND when there is none to report (any more), or the named user was not the partner
     */
    async report(actor: Actor, complaint: Complaint): Promise<SubmittedReport> {
      const reporter = actor.userId
      const found = await sessions.reportable(reporter, complaint.sessionId, clock.now())
      if (!found) throw new DomainError('SESSION_NOT_FOUND')
      const { session, log } = found
      const { user: reported, publicId } = partnerOf(session, reporter)
      if ((complaint.reportedUserId ?? publicId) !== publicId) throw new DomainError('SESSION_NOT_FOUND')

      const screenshots = await deps.screenshots.checked(complaint.screenshots)
      const at = clock.now()
      const named = await nameOf(reported)
      const about = { reporter, reported, named }
      const quality = callQuality(session, about, at)
      const draft = { ...reportOf(session, log, about, complaint), screenshots, ...(quality && { quality }) }
      const submitted = await reports.submit({
        ...draft,
        id: ids.next(),
        tenantId: session.tenantId,
        createdAt: at,
      })
      const { id, again } = submitted

      await bus.signal({
        type: 'user.blocked',
        blocker: reporter,
        blocked: reported,
        session: session.id,
        at,
        reported: true,
      })
      const audience = [toUser(reporter), toHolders(session.tenantId, 'admin.reports')]
      const submission = {
        report: id,
        again,
        reporter,
        reported: named,
        session: session.id,
        conversation: null,
        chatType: session.chatType,
        category: complaint.type,
      }
      await bus.publish({ type: 'report.submitted', ...submission, at, audience })
      return { ...submitted, sessionId: session.id }
    },

    /** Newest first, with whether there is more. */
    async reportsOf(
      actor: Actor,
      { before, limit }: { before?: Millis; limit: number },
    ): Promise<{ reports: readonly ReportSummary[]; hasMore: boolean }> {
      const found = await reports.byReporter(actor.userId, { before, limit: limit + 1 })
      return { reports: found.slice(0, limit), hasMore: found.length > limit }
    },

    ...createBlocking(deps),
  }
}

function reportOf(
  session: Session,
  log: readonly Entry[],
  { reporter, reported, named }: { reporter: UserId; reported: UserId; named: string },
  { type, description, occurredAt }: Complaint,
): Omit<ReportDraft, 'screenshots' | 'quality'> {
  const { id: sessionId, chatType, startedAt, end } = session
  return {
    reporter,
    reported: named,
    publicIds: { reporter: me(session, reporter).publicId, reported: me(session, reported).publicId },
    sessionId,
    type,
    description: description.trim(),
    session: { chatType, startedAt, endedAt: end?.at ?? null },
    messages: log.map((entry) => ({
      messageId: entry.messageId,
      senderId: entry.author === reported ? named : entry.author,
      content: entry.content,
      type: entry.type,
      timestamp: entry.at,
      flagged: entry.flagged,
    })),
    occurredAt,
  }
}

/** @see spec/omegoo.md "report_voice_chat", "Saved Data" */
function callQuality(
  session: Session,
  { reporter, reported }: { reporter: UserId; reported: UserId },
  now: Millis,
): CallQuality | undefined {
  if (!hasMedia(session)) return undefined
  const of = (user: UserId) => {
    const { media } = me(session, user)
    return media && qualityOf(media)
  }
  const durationMs = (session.end?.at ?? now) - session.startedAt
  return { durationMs, reporter: of(reporter), reported: of(reported) }
}
