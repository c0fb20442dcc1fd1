import type { BroadcastDay, BroadcastPriority, SentBroadcast } from '@/lib/domain/broadcasts'
import type { DayWindow } from '@/lib/domain/days'
import type { BroadcastId, Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { AuditEntry } from '../moderation/moderation'

export interface NewBroadcast {
  readonly id: BroadcastId
  readonly tenantId: TenantId
  readonly author: UserId
  readonly message: string
  readonly priority: BroadcastPriority
  readonly at: Millis
}

/** What was sent to everybody of a tenant, and how many connections it reached. */
export interface Broadcasts {
  /** With its entry of the audit log, in one transaction. */
  add(broadcast: NewBroadcast, audit: AuditEntry): Promise<void>
  /** Adds to what each of them reached; of one that is not kept any more nothing. */
  addReached(counts: ReadonlyMap<BroadcastId, number>): Promise<void>
  /** Newest first; strictly older than `before`, and with `beforeId` those of the same moment with a greater id as well. */
  page(
    tenant: TenantId,
    query: {
      readonly before?: Millis | undefined
      readonly beforeId?: BroadcastId | undefined
      readonly limit: number
    },
  ): Promise<readonly SentBroadcast[]>
  /** By UTC day, those with a broadcast alone, oldest first. */
  days(tenant: TenantId, window: DayWindow): Promise<readonly BroadcastDay[]>
}
