import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import { type Counters, count } from '@/lib/domain/counters'
import { type PointNews, POINTS_KEPT } from '@/lib/domain/live-figures'
import type { FigureHistory } from '@/lib/server/ports/analytics/figure-history'
import type { LiveFiguresService } from './live-metrics'

interface Deps {
  readonly figures: Pick<LiveFiguresService, 'onPoint'>
  readonly figureHistory: Pick<FigureHistory, 'add'>
}

/**
 * Keeps what was counted beyond the last hour: each point is added to its hour and its day, once. While the database is away,
 * points wait here, as many as an hour has.
 */
export function createFigureRecorder({ figures, figureHistory }: Deps): void {
  const waiting: { readonly tenantId: TenantId; readonly at: number; readonly counted: Counters }[] = []
  let isWriting = false

  async function write(): Promise<void> {
    isWriting = true
    try {
      for (let [next] = waiting; next; [next] = waiting) {
        await figureHistory.add(next.tenantId, next.at, next.counted)
        waiting.shift()
      }
    } finally {
      isWriting = false
    }
  }

  figures.onPoint(async (news) => {
    const { tenantId, at } = news
    if (isQuiet(news)) return
    waiting.push({ tenantId, at, counted: withLevels(news) })
    if (waiting.length > POINTS_KEPT) waiting.shift()
    if (!isWriting) await write()
  })
}

/** With the levels at the point: their sum and how many there were, for a mean, and each for the highest. */
function withLevels({ counted, point }: PointNews): Counters {
  const all: Record<string, number> = { ...counted }
  count(all, 'samples')
  for (const level of ['online', 'waiting', 'talking'] as const) {
    count(all, `level.${level}`, point[level])
    all[`peak.${level}`] = point[level]
  }
  return all
}

/** Of another tenant than the first nothing is written while nobody is there. */
function isQuiet({ tenantId, counted, point }: PointNews): boolean {
  const { online, waiting, talking } = point
  return tenantId !== DEFAULT_TENANT && Object.keys(counted).length === 0 && online + waiting + talking === 0
}
