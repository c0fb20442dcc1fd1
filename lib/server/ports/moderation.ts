import type { Millis, ReportId, TenantId, UserId } from '@/lib/domain/ids'
import type { ReportDraft, ReportSummary } from '@/lib/domain/moderation'

export interface Reports {
  /** Stores the report, its evidence, the blocks both ways and an audit entry, in one transaction. */
  submit(report: ReportDraft & { id: ReportId; tenantId: TenantId; createdAt: Millis }): Promise<void>
  /** Newest first, strictly older than `before` when given. `limit` is 1–101. */
  byReporter(user: UserId, query: { before?: Millis; limit: number }): Promise<readonly ReportSummary[]>
}

export interface Blocks {
  /** Idempotent. @returns false when `blocked` names nobody of that tenant */
  add(tenant: TenantId, blocker: UserId, blocked: UserId, now: Millis): Promise<boolean>
  /** @returns whether there was one */
  remove(blocker: UserId, blocked: UserId): Promise<boolean>
  /** Everybody whom the person blocked or who blocked the person: the two never meet. */
  around(user: UserId): Promise<ReadonlySet<UserId>>
  /** Newest first; at most 500. */
  byBlocker(
    user: UserId,
  ): Promise<readonly { userId: UserId; displayName: string | null; createdAt: Millis }[]>
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
