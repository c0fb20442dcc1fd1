import { percentile, toSparse, underOneSecondPercent } from '@/lib/domain/analytics'
import type { DomainEventOf } from '@/lib/domain/events/domain-event'
import { toHolders } from '@/lib/domain/topics'
import { withoutKind } from '@/lib/domain/matching-figures'
import type { ChatType } from '@/lib/domain/sessions'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import {
  type CallFigures,
  type Counts,
  type FigurePoint,
  type LiveFigures,
  type PairingFigures,
  POINT_SECONDS,
  POINTS_KEPT,
} from '@/lib/domain/live-figures'
import {
  type Counted,
  countedBetween,
  histogramOf,
  kindsOf,
  lastBefore,
  type Counters,
} from '@/lib/domain/counters'
import type { Exchanged, LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { RelayWatch } from '../media/relay-watch'
import type { AnalyticsService } from './analytics'
import type { Counting } from './counting'

interface Deps {
  readonly live: () => LiveFigures['live']
  /** People waiting who did nothing but leave. */
  readonly heldBack: () => number
  readonly waitingRoom: Pick<WaitingRoom, 'size'>
  readonly relayWatch: Pick<RelayWatch, 'current'>
  readonly analytics: Pick<AnalyticsService, 'snapshot'>
  readonly counting: Counting
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'keep'>
  readonly clock: Clock
  readonly bus: Bus
}

/** What is told of each point, in the process that publishes it. */
export interface PointNews {
  readonly at: Millis
  readonly point: FigurePoint
  /** Of all processes, since counting began. */
  readonly counters: Counters
  /** Of all processes, since the point before. */
  readonly counted: Counters
}
type PointListener = (news: PointNews) => Promise<void>

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
/** A tick may come this much early. */
const SLACK_MS = SECOND_MS / 2
const POINT_MS = POINT_SECONDS * SECOND_MS - SLACK_MS

const all = (counts: Counts) => Object.values(counts).reduce((sum, one) => sum + one, 0)

/** What happened in a stretch of time, as a point holds it. */
function sumUp(counted: Counters) {
  const [causes, limitKinds, errorKinds] = [
    kindsOf(counted, 'causes'),
    kindsOf(counted, 'limits'),
    kindsOf(counted, 'errors'),
  ]
  return {
    messages: counted.messages ?? 0,
    requeues: counted.requeues ?? 0,
    ended: all(causes),
    limits: all(limitKinds),
    errors: all(errorKinds),
    waits: toSparse(histogramOf(counted, 'waits')),
    lengths: toSparse(histogramOf(counted, 'lengths')),
    causes,
    limitKinds,
    errorKinds,
    calls: callsIn(counted),
  }
}

function callsIn(counted: Counters): CallFigures {
  const all = withoutKind(counted, ['audio', 'video'])
  const ended = kindsOf(all, 'causes')
  return {
    setup: toSparse(histogramOf(all, 'connect')),
    loss: toSparse(histogramOf(all, 'loss')),
    ended: Object.values(ended).reduce((sum, one) => sum + one, 0),
    failed: ended['media-failed'] ?? 0,
  }
}

function pairingIn(counted: Counters): PairingFigures {
  const waits = histogramOf(counted, 'waits')
  return {
    p50: percentile(waits, 0.5),
    p95: percentile(waits, 0.95),
    p99: percentile(waits, 0.99),
    underOneSecond: underOneSecondPercent(waits),
    count: waits.count,
  }
}

/**
 * The figures that administrators watch, of all processes: published by one of them when they change, at most once a second,
 * and kept for an hour.
 */
export function createLiveFigures({
  live,
  heldBack,
  waitingRoom,
  relayWatch,
  analytics,
  counting,
  liveMetricsExchange,
  clock,
  bus,
}: Deps) {
  /** Each second of the last minute, and the one before. */
  let seconds: Counted[] = []
  let points: readonly FigurePoint[] = []
  let since: Millis | undefined
  let lastPointAt = clock.now()
  const published = new Map<string, string>()
  const listeners: PointListener[] = []
  const audience = [toHolders(DEFAULT_TENANT, 'admin.dashboard')]

  const countedSince = (at: Millis, counters: Counters) =>
    countedBetween(lastBefore(seconds, at)?.counters ?? {}, counters)

  const kindCount = (chatType: ChatType) => ({
    waiting: waitingRoom.size(chatType),
    talking: 2 * analytics.snapshot(chatType).rooms.active,
  })
  const kinds = () => ({ text: kindCount('text'), audio: kindCount('audio'), video: kindCount('video') })

  function current(): LiveFigures {
    const { counters } = counting.now()
    const minute = countedSince(clock.now() - MINUTE_MS, counters)
    const { messages, rooms, sessions, requeues, disconnectReasons } = analytics.snapshot('text')
    return {
      live: live(),
      kinds: kinds(),
      pairing: pairingIn(minute),
      messages: { perMinute: minute.messages ?? 0, ...messages },
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
        heldBack: heldBack(),
        relay: relayWatch.current(),
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
      if (since !== undefined && isPublisher) await liveMetricsExchange.keep(points)
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
    if (Object.keys(figures).length > 0) await bus.publish({ type: 'figures.changed', figures, at, audience })
    if (at - lastPointAt < POINT_MS) return
    const pairing = pairingIn(countedSince(at - MINUTE_MS, counters))
    const counted = countedSince(lastPointAt, counters)
    const point = { at, ...live(), kinds: kinds(), ...pairing, ...sumUp(counted) }
    learn([point])
    await liveMetricsExchange.keep([point])
    await bus.publish({ type: 'figures.point', point, at, audience })
    // Each by itself: what fails there keeps no figures from being published.
    for (const listener of listeners) clock.after(0, () => listener({ at, point, counters, counted }))
  }

  clock.every(SECOND_MS, async () => {
    const at = clock.now()
    const exchanged = await counting.exchange(at, points.at(-1)?.at ?? 0)
    await adopt(at, exchanged)
    learn(exchanged.points)
    if (exchanged.isPublisher) await publish(at, exchanged.counters)
    else published.clear()
  })

  return {
    current,
    /** The last hour, oldest first. */
    lastHour: () => points,
    /** Calls `listener` with each point, in the one process that publishes for all of them. */
    onPoint: (listener: PointListener) => void listeners.push(listener),
  }
}

export type LiveFiguresService = ReturnType<typeof createLiveFigures>
