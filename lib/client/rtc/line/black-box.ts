import type { Cause } from './cause'
import { type Grade, GRADES } from './quality'
import type { Millis } from '@/lib/domain/ids'

/** What a session's line was like, in a few figures: for the end card, and for a report. */
export interface LineSummary {
  /** Seconds at each grade; windows in which nothing was to be scored are left out. */
  readonly seconds: Readonly<Record<Grade, number>>
  /** The worst grade that lasted two windows; undefined when nothing was scored. */
  readonly worst: Grade | undefined
  /** Seconds of each cause that was shown. */
  readonly causes: Readonly<Partial<Record<Cause['kind'], number>>>
  /** How often the line was lost and came back. */
  readonly reconnects: number
  /** Seconds without a line, after it was up. */
  readonly lostSeconds: number
}

/** Sums up a session as it goes; its size does not grow with the session. */
export function createBlackBox() {
  const at = new Map<Grade, Millis>()
  const causes = new Map<Cause['kind'], Millis>()
  let last: Grade | undefined
  let worst = -1
  let reconnects = 0
  let lostMs: Millis = 0
  const seconds = (ms: Millis | undefined) => Math.round((ms ?? 0) / 1_000)

  return {
    window(ms: Millis, grade: Grade | undefined, cause: Cause | undefined): void {
      if (grade) {
        at.set(grade, (at.get(grade) ?? 0) + ms)
        // Of two windows in a row the better one: what lasted only one is a cough.
        if (last) worst = Math.max(worst, Math.min(GRADES.indexOf(grade), GRADES.indexOf(last)))
      }
      last = grade
      if (cause && !isCommon(cause)) causes.set(cause.kind, (causes.get(cause.kind) ?? 0) + ms)
    },
    reconnected(ms: Millis): void {
      reconnects += 1
      lostMs += ms
    },
    summary: (): LineSummary => ({
      seconds: {
        good: seconds(at.get('good')),
        fair: seconds(at.get('fair')),
        poor: seconds(at.get('poor')),
        bad: seconds(at.get('bad')),
      },
      worst: GRADES[worst],
      causes: Object.fromEntries([...causes].map(([kind, ms]) => [kind, seconds(ms)])),
      reconnects,
      lostSeconds: seconds(lostMs),
    }),
  }
}

/** Every picture begins small and grows into its line. */
function isCommon(cause: Cause): boolean {
  return cause.kind === 'uplink' && cause.lossPercent === undefined
}
