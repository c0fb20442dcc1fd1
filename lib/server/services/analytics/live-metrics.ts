import { DEFAULT_TENANT, type Millis, type TenantId } from '@/lib/domain/ids'
import { liveCounts, type LiveCounts } from '@/lib/domain/live-counts'
import {
  type FigurePoint,
  type LiveFigures,
  NO_FIGURES,
  POINT_SECONDS,
  type PointNews,
  POINTS_KEPT,
} from '@/lib/domain/live-figures'
import { CHAT_TYPES, type ChatType } from '@/lib/domain/sessions'
import { isAnybodyIn } from '@/lib/domain/tenant-levels'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { Sessions } from '@/lib/server/ports/sessions/sessions'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { RelayWatch } from '../media/relay-watch'
import type { AnalyticsService } from './analytics'
import { type Board, createBoard } from './board'
import type { Counting } from './counting'

interface Deps {
  readonly waitingRoom: Pick<WaitingRoom, 'heldBack'>
  readonly sessions: Pick<Sessions, 'size'>
  readonly relayWatch: Pick<RelayWatch, 'current'>
  readonly counting: Counting
  /** Figures of each kind of session, of one tenant. */
  readonly analyticsOf: (tenantId: TenantId) => Pick<AnalyticsService, 'snapshot'>
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'keep' | 'present'>
  readonly clock: Clock
  readonly bus: Bus
}

type PointListener = (news: PointNews) => Promise<void>

const SECOND_MS = 1_000
/** Nobody of a tenant was here for so long: what it still shows is older than what is shown. */
const IDLE_MS = POINT_SECONDS * POINTS_KEPT * SECOND_MS
const NOBODY_HELD = { heldBack: 0, relay: null }

/**
 * The figures that administrators watch, of all processes, each tenant's by themselves: published by one of them when they change,
 * at most once a second, and kept for an hour. A tenant has figures while somebody of it is here, and for an hour after that.
 */
export function createLiveFigures(deps: Deps) {
  const { waitingRoom, sessions, relayWatch, counting, analyticsOf, liveMetricsExchange, clock, bus } = deps
  const boards = new Map<TenantId, Board>()
  const listeners: PointListener[] = []

  function boardOf(tenantId: TenantId): Board {
    const known = boards.get(tenantId)
    if (known) return known
    const analytics = analyticsOf(tenantId)
    const isFirst = tenantId === DEFAULT_TENANT
    const waiting = (chatType: ChatType) => counting.waitingIn(tenantId, chatType)
    const live = (): LiveCounts =>
      liveCounts({
        connected: counting.hereIn(tenantId),
        waiting: CHAT_TYPES.reduce((sum, one) => sum + waiting(one), 0),
        inSessions: 2 * counting.sessionsIn(tenantId, sessions.size()),
      })
    const board = createBoard({
      tenantId,
      // It is made in the second after the one in which the first of its people came.
      bornAt: isFirst ? clock.now() : clock.now() - SECOND_MS,
      live,
      waiting,
      server: () =>
        isFirst ? { heldBack: waitingRoom.heldBack(), relay: relayWatch.current() } : NOBODY_HELD,
      analytics,
      tally: counting.of(tenantId),
      liveMetricsExchange,
      onPoint: (news) => {
        // Each by itself: what fails there keeps no figures from being published.
        for (const listener of listeners) clock.after(0, () => listener(news))
      },
      clock,
      bus,
    })
    boards.set(tenantId, board)
    return board
  }
  boardOf(DEFAULT_TENANT)

  /** The first tenant, and those of whom somebody was here lately, on whichever process. */
  async function watched(at: Millis): Promise<readonly TenantId[]> {
    const others = counting.tenants().filter((tenantId) => tenantId !== DEFAULT_TENANT)
    const busy = others.filter((tenantId) => {
      const tally = counting.of(tenantId)
      return tally.hasNews() || isAnybodyIn(tally.now().counters)
    })
    const present = new Set(await liveMetricsExchange.present(busy, at, at - IDLE_MS))
    for (const tenantId of others) {
      if (present.has(tenantId)) continue
      counting.forget(tenantId)
      boards.delete(tenantId)
    }
    return [DEFAULT_TENANT, ...present]
  }

  clock.every(SECOND_MS, async () => {
    const at = clock.now()
    const tenants = await watched(at)
    const ticks = await Promise.allSettled(tenants.map((tenantId) => boardOf(tenantId).tick(at)))
    const failed = ticks.find((tick) => tick.status === 'rejected')
    if (failed) throw failed.reason
  })

  return {
    /** What a tenant's administrators see now; nothing where nobody of it was here lately. */
    current: (tenantId: TenantId): LiveFigures => boards.get(tenantId)?.current() ?? NO_FIGURES,
    /** The last hour, oldest first. */
    lastHour: (tenantId: TenantId): readonly FigurePoint[] => boards.get(tenantId)?.lastHour() ?? [],
    /** Calls `listener` with each point of each tenant, in the one process that publishes for all of them. */
    onPoint: (listener: PointListener) => void listeners.push(listener),
  }
}

export type LiveFiguresService = ReturnType<typeof createLiveFigures>
