import type { CallRecord, PastCall } from '@/lib/domain/calls/history'
import type { QualityTotals } from '@/lib/domain/calls/quality'
import type { CallId, Millis, UserId } from '@/lib/domain/ids'

/** Everything that one connection reported of one side of a call so far. */
export interface ReportedQuality {
  readonly call: CallId
  readonly user: UserId
  /** Totals of another connection, or of another process, are added to these. */
  readonly source: string
  readonly totals: QualityTotals
}

/** What stays of calls. */
export interface CallHistory {
  /** A call as it is now. Not waited for: it is written soon, and what is read here counts it at once. Idempotent, in any order. */
  record(call: CallRecord): void
  /** Takes the place of what the same source reported before. */
  recordQuality(quality: ReportedQuality): void
  /** Newest first, placed strictly before `before` when given. `limit` is 1–101. */
  page(
    user: UserId,
    query: { readonly before?: Millis | undefined; readonly limit: number; readonly isMissed: boolean },
  ): Promise<readonly PastCall[]>
  /** Of one call, both sides together; undefined: there is none. */
  quality(call: CallId): Promise<QualityTotals | undefined>
  /** Calls without an end that were placed before, at most `limit`, by their ids; those after the one that is given. */
  open(before: Millis, limit: number, after?: CallId): Promise<readonly CallId[]>
  /** Those of them that have no end yet have failed. */
  fail(calls: readonly CallId[], at: Millis): Promise<void>
}
