import type { Millis } from '@/lib/domain/ids'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { highestOf, NO_QUEUES } from '@/lib/domain/peak-queues'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'

/** One process: all there is was counted here. */
export function createMemoryLiveMetricsExchange(): LiveMetricsExchange {
  let since: Millis | undefined
  let counters: Counters = {}
  let peaks = NO_QUEUES
  let points: FigurePoint[] = []
  return {
    async exchange({ at, added, peakQueues, pointsAfter }) {
      since ??= at
      counters = addCounters(counters, added)
      peaks = highestOf(peaks, peakQueues)
      const later = points.filter((point) => point.at > pointsAfter)
      return { since, counters, peakQueues: peaks, isPublisher: true, points: later }
    },
    async keep(more) {
      const times = new Set(more.map(({ at }) => at))
      points = [...points.filter(({ at }) => !times.has(at)), ...more]
        .toSorted((a, b) => a.at - b.at)
        .slice(-POINTS_KEPT)
    },
  }
}
