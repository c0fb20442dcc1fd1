import type { Millis, ReportId, UserId } from './ids'
import type { ReportStatus } from './moderation'

/** Reports older than this do not count. */
export const CREDIBILITY_WINDOW_MS: Millis = 60 * 60_000
/** Reports this close to each other, by people who met nobody else, are one. */
export const BURST_MS: Millis = 10 * 60_000
/** From this weight on, meeting people pauses: three people of whom nothing is known, or two who were right before. */
export const PAUSE_FROM = 1.4
/** A pause ends by itself. */
export const PAUSE_MS: Millis = 10 * 60_000
/** Reports against one person that are looked at, the newest. */
export const WEIGHED_AT_MOST = 50

/** A report against a person, with what is known of who made it. */
export interface WeighedReport {
  readonly id: ReportId
  readonly reporter: UserId
  readonly createdAt: Millis
  readonly status: ReportStatus
  /** Whether the reporter has met others than the reported person. */
  readonly metOthers: boolean
  /** How often the reporter's reports were upheld and dismissed. */
  readonly upheld: number
  readonly dismissed: number
}

/**
 * How much a report counts: the share of the reporter's decided reports that were right, where one right and one wrong are
 * supposed before anything is known. A newcomer weighs 0.5, nobody 0 or 1.
 */
export function reporterWeight({ upheld, dismissed }: Pick<WeighedReport, 'upheld' | 'dismissed'>): number {
  return (upheld + 1) / (upheld + dismissed + 2)
}

export interface Credibility {
  /** Sum of the weights, a burst counted once; two decimals. */
  readonly weight: number
  /** Reports within the window that were not dismissed. */
  readonly reports: number
  /** Different people who made them. */
  readonly reporters: number
  /** Reports that belong to a burst. */
  readonly inBurst: number
  /** Weights before they are added: what moderators see as the reason. */
  readonly parts: readonly { readonly report: ReportId; readonly weight: number; readonly isBurst: boolean }[]
}

/**
 * Weighs the reports against one person.
 *
 * A reporter counts once, with their newest report. Those who met nobody else and reported within BURST_MS of each other count
 * together as the heaviest of them: accounts made to strike one person have no other history.
 *
 * @param since - older reports do not count, e.g. those that led to an earlier pause
 */
export function weigh(reports: readonly WeighedReport[], now: Millis, since: Millis = 0): Credibility {
  const from = Math.max(since, now - CREDIBILITY_WINDOW_MS)
  const counted = newestOfEach(
    reports.filter(({ createdAt, status }) => createdAt >= from && status !== 'dismissed'),
  )
  const alone = counted.filter(({ metOthers }) => !metOthers)
  const bursts = groupsWithin(alone, BURST_MS).filter(({ length }) => length > 1)
  const inBurst = new Set(bursts.flat().map(({ id }) => id))
  const single = counted.filter(({ id }) => !inBurst.has(id)).map(reporterWeight)
  const together = bursts.map((burst) => Math.max(...burst.map(reporterWeight)))
  const weight = [...single, ...together].reduce((sum, one) => sum + one, 0)
  return {
    weight: Math.round(weight * 100) / 100,
    reports: counted.length,
    reporters: new Set(counted.map(({ reporter }) => reporter)).size,
    inBurst: inBurst.size,
    parts: counted.map((report) => ({
      report: report.id,
      weight: Math.round(reporterWeight(report) * 100) / 100,
      isBurst: inBurst.has(report.id),
    })),
  }
}

function newestOfEach(reports: readonly WeighedReport[]): WeighedReport[] {
  const newest = new Map<UserId, WeighedReport>()
  for (const report of reports.toSorted((a, b) => a.createdAt - b.createdAt))
    newest.set(report.reporter, report)
  return [...newest.values()].toSorted((a, b) => b.createdAt - a.createdAt)
}

/** Groups in which each is within `ms` of the next. */
function groupsWithin(reports: readonly WeighedReport[], ms: Millis): WeighedReport[][] {
  const groups: WeighedReport[][] = []
  for (const report of reports.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && report.createdAt - last.createdAt <= ms) group.push(report)
    else groups.push([report])
  }
  return groups
}
