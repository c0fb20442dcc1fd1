import type { Millis } from '@/lib/domain/ids'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { addTallies, type Tally } from '@/lib/domain/tally'
import type { FiguresExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'

/** One process: all there is was counted here. */
export function createMemoryFiguresExchange(): FiguresExchange {
  let since: Millis | undefined
  let tally: Tally = {}
  let peak = 0
  let points: FigurePoint[] = []
  return {
    async exchange({ at, added, peakQueue, pointsAfter }) {
      since ??= at
      tally = addTallies(tally, added)
      peak = Math.max(peak, peakQueue)
      const later = points.filter((point) => point.at > pointsAfter)
      return { since, tally, peakQueue: peak, isTeller: true, points: later }
    },
    async keep(more) {
      const times = new Set(more.map(({ at }) => at))
      points = [...points.filter(({ at }) => !times.has(at)), ...more]
        .toSorted((a, b) => a.at - b.at)
        .slice(-POINTS_KEPT)
    },
  }
}
