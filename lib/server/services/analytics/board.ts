import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { type Counted, countedBetween, kindsOf, lastBefore, type Counters } from '@/lib/domain/counters'
import type { Millis, TenantId } from '@/lib/domain/ids'
import type { LiveCounts } from '@/lib/domain/live-counts'
import {
  type FigurePoint,
  type LiveFigures,
  POINT_SECONDS,
  type PointNews,
  POINTS_KEPT,
} from '@/lib/domain/live-figures'
import type { ChatType } from '@/lib/domain/sessions'
import { withoutLevels } from '@/lib/domain/tenant-levels'
import { toHolders } from '@/lib/domain/topics'
import type { Exchanged, LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AnalyticsService } from './analytics'
import { pairingIn, sumUp } from './figure-point'
import type { Counting } from './counting'

interface Deps {
  readonly tenantId: TenantId
  /** From when on is counted; points follow each other from then. */
  readonly bornAt: Millis
  readonly live: () => LiveCounts
  readonly waiting: (chatType: ChatType) => number
  /** What is of the whole server, for those who run it. */
  readonly server: () => Pick<LiveFigures['trouble'], 'heldBack' | 'relay'>
  readonly analytics: Pick<AnalyticsService, 'snapshot'>
  readonly tally: ReturnType<Counting['of']>
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'keep'>
  readonly onPoint: (news: PointNews) => void
  readonly clock: Clock
  readonly bus: Bus
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
/** A tick may come this much early. */
const SLACK_MS = SECOND_MS / 2
const POINT_MS = POINT_SECONDS * SECOND_MS - SLACK_MS

/** What administrators of one tenant watch, of all processes. */
export function createBoard(deps: Deps) {
  const {
    tenantId,
    bornAt,
    live,
    waiting,
    server,
    analytics,
    tally,
    liveMetricsExchange,
    onPoint,
    clock,
    bus,
  } = deps
  /** Each second of the last minute, and the one before. */
  let seconds: Counted[] = []
  let points: readonly FigurePoint[] = []
  let since: Millis | undefined
  let lastPointAt = bornAt
  const published = new Map<string, string>()
  const audience = [toHolders(tenantId, 'admin.dashboard')]

  const countedSince = (at: Millis, counters: Counters) =>
    countedBetween(lastBefore(seconds, at)?.counters ?? {}, counters)

  const kindCount = (chatType: ChatType) => ({
    waiting: waiting(chatType),
    talking: 2 * analytics.snapshot(chatType).rooms.active,
  })
  const kinds = () => ({ text: kindCount('text'), audio: kindCount('audio'), video: kindCount('video') })

  function current(): LiveFigures {
    const { counters } = tally.now()
    const minute = countedSince(clock.now() - MINUTE_MS, counters)
    const { messages, rooms, sessions, requeues, disconnectReasons } = analytics.snapshot('text')
    return {
      live: live(),
      kinds: kinds(),
      pairing: pairingIn(minute),
      messages: { perMinute: minute['messages'] ?? 0, ...messages },
      sessions: {
        active: rooms.active,
        total: rooms.totalCreated,
        averageDuration: sessions.averageDuration,
        causes: disconnectReasons,
        requeues: requeues.total,
        requeuesPerHour: requeues.perHour,
      },
      trouble: {
        limits: kindsOf(counters, 'limits'),
        errors: kindsOf(counters, 'errors'),
        devices: kindsOf(counters, 'devices'),
        ...server(),
      },
    }
  }

  /** The parts that have changed since they were published last. */
  function changed(): DomainEventOf<'figures.changed'>['figures'] {
    const parts = Object.entries(current()).filter(([part, figures]) => {
      const text = JSON.stringify(figures)
      const isNew = published.get(part) !== text
      published.set(part, text)
      return isNew
    })
    return Object.fromEntries(parts)
  }

  /** What all processes have counted by now; what was before this one, or before counting began anew, is no news. */
  async function adopt(
    at: Millis,
    { since: began, counters, added, isPublisher }: Exchanged & { added: Counters },
  ) {
    if (began !== since) {
      seconds = [{ at: at - SECOND_MS, counters: countedBetween(added, counters) }]
      if (since !== undefined && isPublisher) await liveMetricsExchange.keep(tenantId, points)
      since = began
    }
    seconds.push({ at, counters })
    while ((seconds[1]?.at ?? at) <= at - MINUTE_MS) seconds.shift()
  }

  function learn(more: readonly FigurePoint[]): void {
    points = [...points, ...more].slice(-POINTS_KEPT)
    lastPointAt = points.at(-1)?.at ?? lastPointAt
  }

  async function publish(at: Millis, counters: Counters): Promise<void> {
    const figures = changed()
    if (Object.keys(figures).length > 0)
      await bus.publish({ type: 'figures.changed', tenantId, figures, at, audience })
    if (at - lastPointAt < POINT_MS) return
    const pairing = pairingIn(countedSince(at - MINUTE_MS, counters))
    const counted = withoutLevels(countedSince(lastPointAt, counters))
    const point = { at, ...live(), kinds: kinds(), ...pairing, ...sumUp(counted) }
    learn([point])
    await liveMetricsExchange.keep(tenantId, [point])
    await bus.publish({ type: 'figures.point', tenantId, point, at, audience })
    onPoint({ tenantId, at, point, counters, counted })
  }

  return {
    current,
    /** The last hour, oldest first. */
    lastHour: () => points,

    /** Puts together what all processes counted, once a second. */
    async tick(at: Millis): Promise<void> {
      const exchanged = await tally.exchange(at, points.at(-1)?.at ?? 0)
      await adopt(at, exchanged)
      learn(exchanged.points)
      if (exchanged.isPublisher) await publish(at, exchanged.counters)
      else published.clear()
    },
  }
}

export type Board = ReturnType<typeof createBoard>
