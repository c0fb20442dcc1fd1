import { addSparse, emptyHistogram, percentile } from './analytics'
import { type Day, daysOf, type DayWindow } from './days'

/** What moderation counted on one day, by name and kind. */
export interface ModerationCount {
  readonly day: Day
  readonly name: string
  readonly key: string
  readonly count: number
}

/** What happened in some days. */
export interface ModerationTotals {
  readonly reports: number
  /** What was made of reports; a reviewed one may be decided later, and then counts twice. */
  readonly outcomes: { readonly resolved: number; readonly dismissed: number; readonly reviewed: number }
  /** Seconds from a report to its first decision; 0 without any. */
  readonly firstDecision: {
    readonly count: number
    readonly p50: number
    readonly p90: number
    readonly p99: number
  }
  /** Of the resolved reports: about people who had been found at fault before, and others. */
  readonly upheld: { readonly first: number; readonly again: number }
  readonly bans: { readonly made: number; readonly lifted: number }
  readonly appeals: { readonly made: number; readonly upheld: number; readonly lifted: number }
  readonly warnings: number
  readonly pauses: number
}

/** One day of a chart. */
export interface ModerationDay {
  readonly day: Day
  readonly reports: number
  readonly resolved: number
  readonly dismissed: number
  readonly bans: number
  readonly warnings: number
}

/** Adds up what was counted within a window. */
export function totalsOf(counts: readonly ModerationCount[], { from, to }: DayWindow): ModerationTotals {
  const within = counts.filter(({ day }) => from <= day && day <= to)
  const sum = (name: string, key?: string) =>
    within
      .filter((one) => one.name === name && (key === undefined || one.key === key))
      .reduce((total, { count }) => total + count, 0)
  const histogram = emptyHistogram()
  addSparse(
    histogram,
    within.filter(({ name }) => name === 'firstDecision').map(({ key, count }) => [Number(key), count]),
  )
  return {
    reports: sum('reports'),
    outcomes: {
      resolved: sum('outcomes', 'resolved'),
      dismissed: sum('outcomes', 'dismissed'),
      reviewed: sum('outcomes', 'reviewed'),
    },
    firstDecision: {
      count: histogram.count,
      p50: percentile(histogram, 0.5),
      p90: percentile(histogram, 0.9),
      p99: percentile(histogram, 0.99),
    },
    upheld: { first: sum('upheld', 'first'), again: sum('upheld', 'again') },
    bans: { made: sum('bans', 'made'), lifted: sum('bans', 'lifted') },
    appeals: {
      made: sum('appeals', 'made'),
      upheld: sum('appeals', 'upheld'),
      lifted: sum('appeals', 'lifted'),
    },
    warnings: sum('warnings'),
    pauses: sum('pauses'),
  }
}

/** Every day of a window. */
export function moderationDays(counts: readonly ModerationCount[], window: DayWindow): ModerationDay[] {
  const byDay = Map.groupBy(counts, ({ day }) => day)
  return daysOf(window).map((day) => {
    const { reports, outcomes, bans, warnings } = totalsOf(byDay.get(day) ?? [], { from: day, to: day })
    const { resolved, dismissed } = outcomes
    return { day, reports, resolved, dismissed, bans: bans.made, warnings }
  })
}
