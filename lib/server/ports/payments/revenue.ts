import type { Day, DayWindow } from '@/lib/domain/days'
import type { Narrowed } from '@/lib/domain/figure-filter'
import type { TenantId } from '@/lib/domain/ids'
import type { GoodName } from '@/lib/domain/payments/goods'
import type { RevenueDimension, RevenueRow } from '@/lib/domain/payments/revenue'

/** A tenant keeps this many kinds of order apart on one day; where from and who is not told of any more. */
export const REVENUE_KINDS_A_DAY = 2_000

export interface RevenueQuery extends DayWindow {
  readonly by: RevenueDimension
  /** The keys with most orders paid from `rankedFrom` on are kept apart, at most this many; the rest is `OTHER`. */
  readonly keys: number
  readonly rankedFrom: Day
  /** By what is known of who bought. */
  readonly only: Narrowed
}

export interface SpendingRow {
  readonly day: Day
  readonly good: GoodName
  readonly count: number
  readonly coins: number
}

/** What was bought and spent, by day and never by person. The cost of a query follows the days, not the orders. */
export interface Revenue {
  /** In no particular order; a day without anything has no row. */
  counts(tenant: TenantId, query: RevenueQuery): Promise<readonly RevenueRow[]>
  spending(tenant: TenantId, window: DayWindow): Promise<readonly SpendingRow[]>
}
