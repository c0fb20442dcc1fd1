import type { Day, DayWindow } from '@/lib/domain/days'
import type { TenantId } from '@/lib/domain/ids'

/** How often an interest was named in joining, and in how many sessions both had named it. */
export interface InterestCount {
  /** Case-folded. */
  readonly interest: string
  readonly joined: number
  readonly met: number
}

/** A day accepts so many different interests; what is new after that is not counted. */
export const INTERESTS_A_DAY = 200

/** Interests by day, which name nobody: whoever counts leaves out what few people name. */
export interface InterestCounts {
  add(tenantId: TenantId, day: Day, counts: readonly InterestCount[]): Promise<void>
  /** Most joined first. */
  top(tenantId: TenantId, window: DayWindow, limit: number): Promise<readonly InterestCount[]>
}
