import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { LiveCounts } from '@/lib/domain/live-counts'
import type { OutboxDepth } from './ports/outbox/outbox-store'
import type { Bus, BusEventType } from './ports/system'
import type { Tallied } from './transport/sockets/socket-counters'

interface Sources {
  readonly bus: Bus
  readonly live: () => LiveCounts
  readonly connections: () => number
  /** Of these, how many are unauthenticated. */
  readonly unauthenticated: () => number
  /** Sockets refused and closed by the server. */
  readonly unwanted: () => readonly Tallied[]
  readonly heldBack: () => number
  /** Publications handled for the listeners here. */
  readonly handled: () => number
  /** Messages that wait or are dead, by kind. */
  readonly outboxDepths: () => readonly OutboxDepth[]
}

/** What `/metrics` shows, in Prometheus' words. */
export function createMetrics(sources: Sources) {
  const { bus, live, heldBack, connections, unauthenticated, unwanted, handled, outboxDepths } = sources
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const { gauge, counter } = readersIn(registry)

  gauge('omegoo_connections', 'Open sockets', connections)
  gauge('omegoo_connections_unauthenticated', 'Sockets that have not said whose they are', unauthenticated)
  gauge('omegoo_people_online', 'People connected, or waiting without a socket', () => live().online)
  gauge('omegoo_people_waiting', 'People waiting for a partner', () => live().waiting)
  gauge('omegoo_people_talking', 'People connected and in a random session', () => live().talking)
  gauge('omegoo_people_held_back', 'People waiting who did nothing but leave', heldBack)

  for (const how of ['refused', 'closed'] as const) {
    const help = `Sockets that the server ${how}, by reason`
    counter(`omegoo_connections_${how}_total`, help, 'reason', () =>
      unwanted()
        .filter((one) => one.how === how)
        .map(({ reason, count }) => [reason, count]),
    )
  }
  const help = 'Publications that this process handled for its own people'
  counter('omegoo_fan_out_handled_total', help, undefined, () => [['', handled()]])

  gaugeOutbox(outboxDepths, registry)
  countBusEvents(bus, registry)
  return registry
}

/** Figures that are read when they are asked for. */
function readersIn(registry: Registry) {
  const registers = [registry]
  return {
    gauge: (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read())
        },
      }),
    /** @param read - totals by the label's value */
    counter: (
      name: string,
      help: string,
      label: string | undefined,
      read: () => Iterable<readonly [string, number]>,
    ) =>
      new Counter({
        name,
        help,
        labelNames: label === undefined ? [] : [label],
        registers,
        collect() {
          this.reset()
          for (const [value, count] of read()) this.inc(label === undefined ? {} : { [label]: value }, count)
        },
      }),
  }
}

function gaugeOutbox(depths: () => readonly OutboxDepth[], registry: Registry): void {
  new Gauge({
    name: 'omegoo_outbox_messages',
    help: 'Messages to other systems that wait, or were given up, in all processes',
    labelNames: ['kind', 'state'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { kind, state, count } of depths()) this.set({ kind, state }, count)
    },
  })
}

/** What happens on the bus of this process. */
function countBusEvents(bus: Bus, registry: Registry): void {
  const registers = [registry]
  const { counter } = readersIn(registry)
  // Counted by hand, because every message passes here and the library looks its labels up anew each time.
  const published: Partial<Record<BusEventType, number>> = {}
  bus.observeAll('metrics of events', ({ type }) => void (published[type] = (published[type] ?? 0) + 1))
  counter('omegoo_events_total', 'Domain events and signals by type', 'type', () => Object.entries(published))

  const help = 'Events that an observer of this process was too slow for'
  counter('omegoo_observer_dropped_total', help, 'observer', bus.dropped)

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
  bus.observe('metrics', {
    'limit.exceeded': ({ limit }) => limits.inc({ limit }),
    'session.started': ({ session, waitedMs }) => {
      for (const waited of waitedMs) pairing.observe({ chat_type: session.chatType }, waited / 1_000)
    },
    'session.ended': ({ cause }) => ends.inc({ cause }),
  })
}
