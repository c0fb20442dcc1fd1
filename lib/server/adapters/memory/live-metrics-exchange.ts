import type { Millis, TenantId } from '@/lib/domain/ids'
import { type FigurePoint, POINTS_KEPT } from '@/lib/domain/live-figures'
import { addCounters, type Counters } from '@/lib/domain/counters'
import { highestOf, NO_QUEUES } from '@/lib/domain/peak-queues'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'

/** One process: all there is was counted here. */
export function createMemoryLiveMetricsExchange(): LiveMetricsExchange {
  const kept = new Map<TenantId, ReturnType<typeof createSums>>()
  const seen = new Map<TenantId, Millis>()
  const of = (tenant: TenantId) => {
    const sums = kept.get(tenant) ?? createSums()
    kept.set(tenant, sums)
    return sums
  }
  return {
    exchange: async (tenant, own) => of(tenant).exchange(own),
    keep: async (tenant, more) => of(tenant).keep(more),
    async present(tenants, at, since) {
      for (const tenant of tenants) seen.set(tenant, at)
      for (const [tenant, last] of seen) {
        if (last >= since) continue
        seen.delete(tenant)
        kept.delete(tenant)
      }
      return [...seen.keys()]
    },
  }
}

type Own = Parameters<LiveMetricsExchange['exchange']>[1]

/** What was counted of one tenant. */
function createSums() {
  let since: Millis | undefined
  let counters: Counters = {}
  let peaks = NO_QUEUES
  let points: FigurePoint[] = []
  return {
    exchange({ at, added, peakQueues, pointsAfter }: Own) {
      since ??= at
      // Where nothing happened nothing is copied: the last minute is kept second by second.
      if (Object.keys(added).length > 0) counters = addCounters(counters, added)
      peaks = highestOf(peaks, peakQueues)
      const later = points.filter((point) => point.at > pointsAfter)
      return { since, counters, peakQueues: peaks, isPublisher: true, points: later }
    },
    keep(more: readonly FigurePoint[]) {
      const times = new Set(more.map(({ at }) => at))
      points = [...points.filter(({ at }) => !times.has(at)), ...more]
        .toSorted((a, b) => a.at - b.at)
        .slice(-POINTS_KEPT)
    },
  }
}
