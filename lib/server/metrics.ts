import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveCounts } from '@/lib/domain/live-counts'
import type { Bus, BusEventType } from './ports/system'
import type { Tallied } from './transport/sockets/socket-counters'

interface Sources {
  readonly bus: Bus
  readonly live: () => LiveCounts
  readonly connections: () => number
  /** Of these, how many have not said whose they are. */
  readonly unauthenticated: () => number
  /** Sockets refused and closed by the server. */
  readonly unwanted: () => readonly Tallied[]
  readonly heldBack: () => number
  /** Publications handled for the listeners here. */
  readonly handled: () => number
}

/** What `/metrics` shows, in Prometheus' words. */
export function createMetrics(sources: Sources) {
  const { bus, live, heldBack, connections, unauthenticated, unwanted, handled } = sources
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  collectDefaultMetrics({ register: registry })

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect: function collect() {
        this.set(read())
      },
    })
  gauge('omegoo_connections', 'Open sockets', connections)
  gauge('omegoo_connections_unauthenticated', 'Sockets that have not said whose they are', unauthenticated)
  gauge('omegoo_people_online', 'People connected, or waiting without a socket', () => live().online)
  gauge('omegoo_people_waiting', 'People waiting for a partner', () => live().waiting)
  gauge('omegoo_people_talking', 'People connected and in a random session', () => live().talking)
  gauge('omegoo_people_held_back', 'People waiting who did nothing but leave', heldBack)

  for (const how of ['refused', 'closed'] as const) {
    new Counter({
      name: `omegoo_connections_${how}_total`,
      help: `Sockets that the server ${how}, by reason`,
      labelNames: ['reason'],
      registers,
      collect: function collect() {
        this.reset()
        for (const one of unwanted()) if (one.how === how) this.inc({ reason: one.reason }, one.count)
      },
    })
  }

  new Counter({
    name: 'omegoo_fan_out_handled_total',
    help: 'Publications that this process handled for its own people',
    registers,
    collect: function collect() {
      this.reset()
      this.inc(handled())
    },
  })

  const published: Partial<Record<BusEventType, number>> = {}
  new Counter({
    name: 'omegoo_events_total',
    help: 'Domain events and signals by type',
    labelNames: ['type'],
    registers,
    collect: function collect() {
      this.reset()
      for (const [type, count] of Object.entries(published)) this.inc({ type }, count)
    },
  })
  const pairing = new Histogram({
    name: 'omegoo_pairing_seconds',
    help: 'From joining a queue to the session',
    buckets: [0.15, 0.2, 0.3, 0.5, 1, 2, 5, 15, 60],
    labelNames: ['chat_type'],
    registers,
  })
  const ends = new Counter({
    name: 'omegoo_sessions_ended_total',
    help: 'Random sessions by cause of their end',
    labelNames: ['cause'],
    registers,
  })
  const limits = new Counter({
    name: 'omegoo_limits_exceeded_total',
    help: 'Refusals for being too fast, by limit',
    labelNames: ['limit'],
    registers,
  })
  bus.on('limit.exceeded', ({ limit }) => limits.inc({ limit }))
  // Counted by hand, because every message passes here and the library looks its labels up anew each time.
  bus.onAny(({ type }) => void (published[type] = (published[type] ?? 0) + 1))
  bus.on('session.started', ({ session, waitedMs }) => {
    for (const waited of waitedMs) pairing.observe({ chat_type: session.chatType }, waited / 1_000)
  })
  bus.on('session.ended', ({ cause }) => ends.inc({ cause }))

  return registry
}
