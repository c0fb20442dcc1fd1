import type { Millis, TenantId } from '@/lib/domain/ids'
import type { FigurePoint } from '@/lib/domain/live-figures'
import type { Counters } from '@/lib/domain/counters'
import type { PeakQueues } from '@/lib/domain/peak-queues'

/** What one process has counted since its last exchange. */
export interface Contribution {
  readonly at: Millis
  /** Whole numbers. */
  readonly added: Counters
  /** As seen here. */
  readonly peakQueues: PeakQueues
  /** The latest point that is known here. */
  readonly pointsAfter: Millis
}

/** What all processes have counted together. */
export interface Exchanged {
  /** When counting began; another one than before: what was counted is lost, and it has begun anew. */
  readonly since: Millis
  readonly counters: Counters
  readonly peakQueues: PeakQueues
  /** Whether this process publishes for all of them, for now. */
  readonly isPublisher: boolean
  /** Later than asked for, oldest first. */
  readonly points: readonly FigurePoint[]
}

/** Where processes add up their figures, tenant by tenant. Nothing counted is removed when a process ends. */
export interface LiveMetricsExchange {
  exchange(tenant: TenantId, own: Contribution): Promise<Exchanged>
  /** Keeps points of a tenant for all processes: the last POINTS_KEPT, one for each time. */
  keep(tenant: TenantId, points: readonly FigurePoint[]): Promise<void>
  /**
   * Notes that these tenants have somebody here, and tells those that had since `since`, whichever process noted it. What is kept of
   * others goes after a while.
   */
  present(tenants: readonly TenantId[], at: Millis, since: Millis): Promise<readonly TenantId[]>
}
