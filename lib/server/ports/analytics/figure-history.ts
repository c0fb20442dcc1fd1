import type { Counters } from '@/lib/domain/counters'
import type { Millis, TenantId } from '@/lib/domain/ids'

/** An hour and a day of UTC. */
export const FIGURE_SPANS = ['hour', 'day'] as const
export type FigureSpan = (typeof FIGURE_SPANS)[number]

export interface FigureQuery {
  readonly span: FigureSpan
  /** From the beginning of the span that holds `from` to that of the one that holds `to`. */
  readonly from: Millis
  readonly to: Millis
  /** What stands before the colon of a name: `text.waits` for `text.waits:43`. */
  readonly names: readonly string[]
}

/** What was counted in one span. */
export interface CountedSpan {
  readonly start: Millis
  readonly counters: Counters
}

/** What was counted by hour and by day, for as long as KEPT_DAYS says. It names nobody. */
export interface FigureHistory {
  /**
   * Adds to the hour and the day of `at`, each addition once: one that is not later than the last is left out. Names that begin with
   * `peak.` keep the highest.
   *
   * @returns whether it was added
   */
  add(tenantId: TenantId, at: Millis, counted: Counters): Promise<boolean>
  /** Spans in which something was counted, oldest first. */
  read(tenantId: TenantId, query: FigureQuery): Promise<readonly CountedSpan[]>
}
