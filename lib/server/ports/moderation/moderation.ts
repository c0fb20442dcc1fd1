import type { Millis, ReportId, TenantId, UserId } from '@/lib/domain/ids'
import type { ReportDraft, ReportStatus, ReportSummary } from '@/lib/domain/moderation'

export interface Submitted {
  /** Of the first report. */
  readonly id: ReportId
  readonly createdAt: Millis
  readonly status: ReportStatus
  /** It was there already. */
  readonly again: boolean
}

export interface Reports {
  /**
   * Stores the report, its evidence, the blocks both ways and an audit entry, in one transaction. A reporter counts once for a
   * session: what they send again is added to the first report (its words, within MAX_DESCRIPTION; its screenshots, at most
   * MAX_SCREENSHOTS in all; an audit entry), which stays as it is otherwise.
   */
  submit(report: ReportDraft & { id: ReportId; tenantId: TenantId; createdAt: Millis }): Promise<Submitted>
  /** Newest first, strictly older than `before` when given. `limit` is 1–101. */
  byReporter(user: UserId, query: { before?: Millis; limit: number }): Promise<readonly ReportSummary[]>
}

/** Nameless: a display name is for people who share a conversation, and blocked people share none. */
export interface BlockedPerson {
  readonly userId: UserId
  readonly createdAt: Millis
  /** By itself, or with a report of the session of the two, by either side. */
  readonly madeBy: 'block' | 'report'
}

export interface Blocks {
  /** Idempotent. @returns false when `blocked` names nobody of that tenant */
  add(tenant: TenantId, blocker: UserId, blocked: UserId, now: Millis): Promise<boolean>
  /** @returns whether there was one */
  remove(blocker: UserId, blocked: UserId): Promise<boolean>
  /**
   * Everybody whom the person blocked or who blocked the person: the two never meet. Also by another account of the same device,
   * once one of the two was deleted or shut the device out.
   */
  around(user: UserId): Promise<ReadonlySet<UserId>>
  /** Newest first; at most 500. */
  byBlocker(user: UserId): Promise<readonly BlockedPerson[]>
}

export interface AuditEntry {
  readonly tenantId: TenantId
  /** Null: the system itself. */
  readonly actorId: UserId | null
  /** `area.happened`, e.g. `login.reuse-detected`. */
  readonly action: string
  readonly targetId: string | null
  readonly details: Readonly<Record<string, string | number | boolean | null>>
  readonly at: Millis
}

export interface AuditLog {
  record(entry: AuditEntry): Promise<void>
}
