import type { Millis } from '@/lib/domain/ids'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { addCounters, type Counters } from '@/lib/domain/counters'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'

/** One process: all there is was counted here. */
export function createMemoryLiveMetricsExchange(): LiveMetricsExchange {
  let since: Millis | undefined
  let counters: Counters = {}
  let peak = 0
  let points: FigurePoint[] = []
  return {
    async exchange({ at, added, peakQueue, pointsAfter }) {
      since ??= at
      counters = addCounters(counters, added)
      peak = Math.max(peak, peakQueue)
      const later = points.filter((point) => point.at > pointsAfter)
      return { since, counters, peakQueue: peak, isPublisher: true, points: later }
    },
    async keep(more) {
      const times = new Set(more.map(({ at }) => at))
      points = [...points.filter(({ at }) => !times.has(at)), ...more]
        .toSorted((a, b) => a.at - b.at)
        .slice(-POINTS_KEPT)
    },
  }
}
