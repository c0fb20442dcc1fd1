import { emptyHistogram, merge, observe, percentile, underOneSecondPercent } from '@/lib/domain/analytics'
import type { DomainEventOf } from '@/lib/domain/events'
import { toHolders } from '@/lib/domain/events'
import { DEFAULT_TENANT, type Millis } from '@/lib/domain/ids'
import {
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

const emptySecond = () => ({ pairing: emptyHistogram(), messages: 0, ended: 0, limits: 0, errors: 0 })
type Second = ReturnType<typeof emptySecond>

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

  bus.on('session.started', ({ waitedMs }) => {
    for (const waited of waitedMs) observe(second.pairing, waited)
  })
  bus.on('session.message', () => void (second.messages += 1))
  bus.on('session.ended', () => void (second.ended += 1))
  bus.on('limit.exceeded', ({ limit }) => {
    second.limits += 1
    limits[limit] = (limits[limit] ?? 0) + 1
  })
  bus.on('failure.noticed', ({ kind }) => {
    second.errors += 1
    errors[kind] = (errors[kind] ?? 0) + 1
  })

  function pairing(): PairingFigures {
    const all = [...seconds, second].reduce((sum, one) => merge(sum, one.pairing), emptyHistogram())
    return {
      p50: percentile(all, 0.5),
      p95: percentile(all, 0.95),
      p99: percentile(all, 0.99),
      underOneSecond: underOneSecondPercent(all),
      count: all.count,
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

  function point(at: Millis): FigurePoint {
    const within = (key: 'messages' | 'ended' | 'limits' | 'errors') =>
      seconds.slice(-POINT_SECONDS).reduce((sum, one) => sum + one[key], 0)
    const happened = { messages: within('messages'), ended: within('ended') }
    return { at, ...live(), ...pairing(), ...happened, limits: within('limits'), errors: within('errors') }
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
