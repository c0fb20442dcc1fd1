import type { ActivityFact } from '@/lib/domain/activity'
import type { Day, DayWindow } from '@/lib/domain/days'
import type { CohortCount, DayTotals, PeriodCount } from '@/lib/domain/engagement'
import type { Narrowed } from '@/lib/domain/figure-filter'
import type { TenantId } from '@/lib/domain/ids'
import type { ChatType } from '@/lib/domain/sessions'

/** An opening of the front page, by nobody in particular. */
export interface Landing {
  readonly tenant: TenantId
  readonly day: Day
  readonly platform: string
  /** ISO 3166-1 alpha-2; empty: not known. */
  readonly country: string
}

/**
 * What people do, by person and day, and the counts of it. Written soon and many at once, never waited for; a process that is
 * killed loses its last second. People whose account has gone count for nothing new, and what was counted stays.
 */
export interface PersonDays {
  add(fact: ActivityFact): void
  addLanding(landing: Landing): void
  /** Tells of each write by this process whose counts it changed. */
  onCounted(listener: (tenants: ReadonlySet<TenantId>) => void): void
}

/** Counts of activity, without people. The cost of a query follows the days, not the people or their sessions. */
export interface Engagement {
  /** Each day and kind once, empty for any kind; days without anything are left out. */
  days(tenant: TenantId, query: DayWindow & { readonly only: Narrowed }): Promise<readonly DayTotals[]>
  /** Weeks and months that begin in the window, of one kind or, empty, any. */
  periods(tenant: TenantId, query: KindQuery): Promise<readonly PeriodCount[]>
  /** Of those who registered in weeks that begin in the window. */
  cohorts(tenant: TenantId, query: KindQuery): Promise<readonly CohortCount[]>
}

interface KindQuery extends DayWindow {
  readonly chatType: ChatType | ''
  readonly only: Narrowed
}
