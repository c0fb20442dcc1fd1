import type { DayWindow } from '@/lib/domain/days'
import type { Millis, ReportId, TenantId } from '@/lib/domain/ids'
import type { ModerationCount } from '@/lib/domain/moderation-figures'

/** What waits for moderators now. */
export interface WaitingCases {
  readonly pending: number
  /** The report that has waited longest; null: none waits. */
  readonly oldest: { readonly id: ReportId; readonly createdAt: Millis } | null
  readonly appeals: number
}

/** What moderation counted by day, which names nobody, and what waits. */
export interface ModerationCounts {
  /** In no particular order; made-up history with the rest. */
  counts(tenant: TenantId, window: DayWindow): Promise<readonly ModerationCount[]>
  waiting(tenant: TenantId): Promise<WaitingCases>
}
