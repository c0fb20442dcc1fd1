import {
  emptyHistogram,
  merge,
  observe,
  percentile,
  toSparse,
  underOneSecondPercent,
} from '@/lib/domain/analytics'
import type { DomainEventOf } from '@/lib/domain/events'
import { toHolders } from '@/lib/domain/events'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import {
  addCounts,
  type Counts,
  type FigurePoint,
  type LiveFigures,
  type PairingFigures,
  POINT_SECONDS,
  POINTS_KEPT,
} from '@/lib/domain/live-figures'
import type { Bus, Clock } from '@/lib/server/ports/system'
import type { AnalyticsService } from './analytics'

interface Deps {
  readonly live: () => LiveFigures['live']
  readonly analytics: Pick<AnalyticsService, 'snapshot'>
  readonly clock: Clock
  readonly bus: Bus
}

const MINUTE_SECONDS = 60

const emptySecond = () => ({
  pairing: emptyHistogram(),
  lengths: emptyHistogram(),
  messages: 0,
  requeues: 0,
  causes: {} as Record<string, number>,
  limitKinds: {} as Record<string, number>,
  errorKinds: {} as Record<string, number>,
})
type Second = ReturnType<typeof emptySecond>

const count = (counts: Record<string, number>, kind: string) => {
  counts[kind] = (counts[kind] ?? 0) + 1
}
const all = (counts: Counts) => Object.values(counts).reduce((sum, one) => sum + one, 0)

/** What happened in some seconds, as a point tells it. */
function sumUp(seconds: readonly Second[]) {
  const histogram = (key: 'pairing' | 'lengths') =>
    toSparse(seconds.reduce((sum, one) => merge(sum, one[key]), emptyHistogram()))
  const total = (key: 'messages' | 'requeues') => seconds.reduce((sum, one) => sum + one[key], 0)
  const kinds = (key: 'causes' | 'limitKinds' | 'errorKinds') =>
    seconds.reduce<Counts>((sum, one) => addCounts(sum, one[key]), {})
  const [causes, limitKinds, errorKinds] = [kinds('causes'), kinds('limitKinds'), kinds('errorKinds')]
  return {
    messages: total('messages'),
    requeues: total('requeues'),
    ended: all(causes),
    limits: all(limitKinds),
    errors: all(errorKinds),
    waits: histogram('pairing'),
    lengths: histogram('lengths'),
    causes,
    limitKinds,
    errorKinds,
  }
}

/** The figures that administrators watch: told when they change, at most once a second, and kept for an hour. */
export function createLiveFigures({ live, analytics, clock, bus }: Deps) {
  const seconds: Second[] = []
  const points: FigurePoint[] = []
  const limits: Record<string, number> = {}
  const errors: Record<string, number> = {}
  const told = new Map<string, string>()
  const audience = [toHolders(DEFAULT_TENANT, 'admin.dashboard')]
  let second = emptySecond()
  let untilPoint = POINT_SECONDS
  let requeuesSoFar = 0

  bus.on('session.started', ({ waitedMs }) => {
    for (const waited of waitedMs) observe(second.pairing, waited)
  })
  bus.on('session.message', () => void (second.messages += 1))
  bus.on('session.ended', ({ session, cause, at }) => {
    count(second.causes, cause)
    observe(second.lengths, at - session.startedAt)
  })
  bus.on('limit.exceeded', ({ limit }) => {
    count(second.limitKinds, limit)
    count(limits, limit)
  })
  bus.on('failure.noticed', ({ kind }) => {
    count(second.errorKinds, kind)
    count(errors, kind)
  })

  function pairing(): PairingFigures {
    const minute = [...seconds, second].reduce((sum, one) => merge(sum, one.pairing), emptyHistogram())
    return {
      p50: percentile(minute, 0.5),
      p95: percentile(minute, 0.95),
      p99: percentile(minute, 0.99),
      underOneSecond: underOneSecondPercent(minute),
      count: minute.count,
    }
  }

  function current(): LiveFigures {
    const { messages, rooms, sessions, requeues, disconnectReasons } = analytics.snapshot()
    const perMinute = [...seconds, second].reduce((sum, one) => sum + one.messages, 0)
    return {
      live: live(),
      pairing: pairing(),
      messages: { perMinute, ...messages },
      sessions: {
        active: rooms.active,
        total: rooms.totalCreated,
        averageDuration: sessions.averageDuration,
        causes: disconnectReasons,
        requeues: requeues.total,
        requeuesPerHour: requeues.perHour,
      },
      trouble: { limits: { ...limits }, errors: { ...errors } },
    }
  }

  const point = (at: Millis): FigurePoint => ({
    at,
    ...live(),
    ...pairing(),
    ...sumUp(seconds.slice(-POINT_SECONDS)),
  })

  function requeuesSinceLastSecond(): number {
    const { total } = analytics.snapshot().requeues
    const since = total - requeuesSoFar
    requeuesSoFar = total
    return since
  }

  /** The parts that are not as they were told last. */
  function changed(): DomainEventOf<'figures.changed'>['figures'] {
    const parts = Object.entries(current()).filter(([part, figures]) => {
      const text = JSON.stringify(figures)
      const isNew = told.get(part) !== text
      told.set(part, text)
      return isNew
    })
    return Object.fromEntries(parts)
  }

  clock.every(1_000, async () => {
    const at = clock.now()
    second.requeues = requeuesSinceLastSecond()
    seconds.push(second)
    if (seconds.length >= MINUTE_SECONDS) seconds.shift()
    second = emptySecond()
    const figures = changed()
    if (Object.keys(figures).length > 0) await bus.publish({ type: 'figures.changed', figures, at, audience })
    untilPoint -= 1
    if (untilPoint > 0) return
    untilPoint = POINT_SECONDS
    const latest = point(at)
    points.push(latest)
    if (points.length > POINTS_KEPT) points.shift()
    await bus.publish({ type: 'figures.point', point: latest, at, audience })
  })

  return {
    current,
    /** The last hour, oldest first. */
    lastHour: (): readonly FigurePoint[] => [...points],
  }
}

export type LiveFiguresService = ReturnType<typeof createLiveFigures>
