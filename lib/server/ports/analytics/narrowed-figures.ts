import type { Counters } from '@/lib/domain/counters'
import type { NarrowedBy } from '@/lib/domain/figure-filter'
import type { Millis, TenantId, UserId } from '@/lib/domain/ids'
import type { CountedSpan, FigureQuery, FigureSpan } from './figure-history'

/** What some people did, to be counted wherever one of them is from. */
export interface NarrowedFact {
  readonly tenant: TenantId
  readonly at: Millis
  readonly users: readonly UserId[]
  /** Whole numbers. */
  readonly counters: Counters
}

/** What was counted in one span, of one platform or one country. */
export interface NarrowedSpan extends NarrowedBy, CountedSpan {
  readonly span: FigureSpan
}

/**
 * What was counted by hour and by day, for each platform and for each country of those whose doing it was, as they registered; who is
 * not there any more is not known. It names nobody, and stays as long as `FigureHistory`: at most one row for each platform, country
 * and hour.
 */
export interface NarrowedFigures {
  /** Written within seconds and many at once, never waited for; a process that is killed loses what it has not written. */
  add(fact: NarrowedFact): void
  /** Spans in which something was counted, oldest first. */
  read(tenant: TenantId, query: FigureQuery & { readonly by: NarrowedBy }): Promise<readonly CountedSpan[]>
}
