import { mean, percentile } from './analytics'
import { addCounters, type Counters, histogramOf } from './counters'
import type { Millis } from './ids'
import type { ChatType } from './sessions'

/** How people were matched in a stretch of time. */
export interface MatchingFigures {
  readonly joined: number
  /** Of those, who named interests. */
  readonly joinedWithInterests: number
  /** People who met somebody. */
  readonly met: number
  /** People who left the queue before they met anybody. */
  readonly gaveUp: number
  /** Of those who met somebody or gave up, who gave up, per cent; null: there were none. */
  readonly abandonment: number | null
  /** Waits of those who met somebody, ms, within 12 %. */
  readonly waits: { readonly mean: Millis; readonly p50: Millis; readonly p95: Millis; readonly p99: Millis }
  /** How long those waited who gave up. */
  readonly gaveUpAfter: { readonly mean: Millis; readonly p50: Millis }
  /** Sessions, and those whose two share an interest. */
  readonly sessions: number
  readonly shared: number
}

const NAMES = ['joined', 'joinedWithInterests', 'waits', 'gaveUp', 'rooms', 'shared']

/** What has to be read for these figures. */
export const matchingNames = (kinds: readonly ChatType[]): readonly string[] =>
  kinds.flatMap((kind) => NAMES.map((name) => `${kind}.${name}`))

/** @param kinds - of these kinds of session together */
export function matchingFigures(counters: Counters, kinds: readonly ChatType[]): MatchingFigures {
  const all = withoutKind(counters, kinds)
  const [waits, gaveUp] = [histogramOf(all, 'waits'), histogramOf(all, 'gaveUp')]
  const decided = waits.count + gaveUp.count
  return {
    joined: all.joined ?? 0,
    joinedWithInterests: all.joinedWithInterests ?? 0,
    met: waits.count,
    gaveUp: gaveUp.count,
    abandonment: decided === 0 ? null : Math.round((1_000 * gaveUp.count) / decided) / 10,
    waits: {
      mean: mean(waits),
      p50: percentile(waits, 0.5),
      p95: percentile(waits, 0.95),
      p99: percentile(waits, 0.99),
    },
    gaveUpAfter: { mean: mean(gaveUp), p50: percentile(gaveUp, 0.5) },
    sessions: all.rooms ?? 0,
    shared: all.shared ?? 0,
  }
}

/** What was counted of some kinds of session, added up under names without the kind; everything else is left out. */
export function withoutKind(counters: Counters, kinds: readonly ChatType[]): Counters {
  return addCounters(
    ...kinds.map((kind) =>
      Object.fromEntries(
        Object.entries(counters).flatMap(([name, count]) =>
          name.startsWith(`${kind}.`) ? [[name.slice(kind.length + 1), count]] : [],
        ),
      ),
    ),
  )
}
