import type { AuditEntry } from '@/lib/domain/audit-chain'
import type { WeighedReport } from '@/lib/domain/credibility'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'

/** Somebody meets nobody for some minutes. */
export interface MatchingPause {
  /** Of the reports that led to it. */
  readonly weight: number
  readonly since: Millis
  readonly until: Millis
}

/** What is known of reports and who made them, and the pauses that follow from it. */
export interface CredibilityRecords {
  /** Newest first, made from `since` to `until`, at most WEIGHED_AT_MOST. */
  against(
    tenant: TenantId,
    user: UserId,
    between: { readonly since: Millis; readonly until: Millis },
  ): Promise<readonly WeighedReport[]>
  /** The last one, which may be over. */
  pauseOf(user: UserId): Promise<MatchingPause | undefined>
  /** Keeps a pause unless one runs, with the audit entry. @returns whether it is kept */
  pause(user: UserId, pause: MatchingPause, audit: AuditEntry): Promise<boolean>
}
