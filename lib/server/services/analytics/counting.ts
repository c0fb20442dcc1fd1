import { countConnect, countDevice, countReconnect } from '@/lib/domain/figure-counts'
import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import { NOW_HERE, NOW_SESSIONS, nowWaiting } from '@/lib/domain/tenant-levels'
import type { ChatType } from '@/lib/domain/sessions'
import type { LiveMetricsExchange } from '@/lib/server/ports/analytics/live-metrics-exchange'
import type { Connections } from '@/lib/server/ports/connections/connections'
import type { WaitingRoom } from '@/lib/server/ports/matching/waiting-room'
import type { Bus, Clock } from '@/lib/server/ports/system'
import { createTally, type Tally } from './tally'

interface Deps {
  readonly waitingRoom: Pick<WaitingRoom, 'size'>
  readonly connections: Pick<Connections, 'people'>
  readonly liveMetricsExchange: Pick<LiveMetricsExchange, 'exchange'>
  readonly clock: Clock
  readonly bus: Bus
}

/**
 * Counts what happens here, by tenant; what is of the whole server, with the first one. A tenant has a tally while somebody of it
 * is here, and for an hour after that.
 */
export function createCounting({ waitingRoom, connections, liveMetricsExchange, clock, bus }: Deps) {
  const tallies = new Map<TenantId, Tally>()

  /** What the differences of a tenant say, between nothing and `most`; of the first one: what `most` leaves of the others. */
  function levelIn(tenantId: TenantId, name: string, most: number): number {
    const own = (other: TenantId) => Math.max(0, tallies.get(other)?.valueOf(name) ?? 0)
    if (tenantId !== DEFAULT_TENANT) return Math.min(most, own(tenantId))
    let elsewhere = 0
    for (const other of tallies.keys()) if (other !== DEFAULT_TENANT) elsewhere += own(other)
    return Math.max(0, most - elsewhere)
  }
  const sessionsIn = (tenantId: TenantId, most: number): number => levelIn(tenantId, NOW_SESSIONS, most)
  const waitingIn = (tenantId: TenantId, chatType: ChatType): number =>
    levelIn(tenantId, nowWaiting(chatType), waitingRoom.size(chatType))

  function of(tenantId: TenantId): Tally {
    const known = tallies.get(tenantId)
    if (known) return known
    const waiting = (chatType: ChatType) => waitingIn(tenantId, chatType)
    const tally = createTally({ tenantId, liveMetricsExchange, waiting, startedAt: clock.now() })
    tallies.set(tenantId, tally)
    return tally
  }
  const server = of(DEFAULT_TENANT)

  bus.observe('counting', {
    'queue.joined': (event) => {
      if (!event.again) of(event.tenantId).joined(event)
    },
    'queue.left': (event) => of(event.tenantId).left(event),
    'session.started': (event) => of(event.session.tenantId).started(event),
    'session.message': ({ session: { tenantId, chatType } }) => {
      of(tenantId).count('messages')
      of(tenantId).count(`${chatType}.messages`)
    },
    'mode.changed': ({ session: { tenantId, chatType }, from }) => {
      of(tenantId).count(`${chatType}.changedTo`)
      of(tenantId).count(`${from}.changedFrom`)
    },
    'media.reported': (event) => countConnect(of(event.session.tenantId).counters, event),
    'media.reconnect': (event) => countReconnect(of(event.tenantId).counters, event),
    'session.ended': (event) => of(event.session.tenantId).ended(event),
    'connection.opened': ({ tenantId, capability, first }) => {
      if (first && capability === 'presence') of(tenantId).present(1)
    },
    'connection.restored': ({ tenantId, capability }) => {
      if (tenantId !== null && capability === 'presence') of(tenantId).present(1)
    },
    'connection.closed': ({ tenantId, capability, last }) => {
      if (tenantId !== null && last && capability === 'presence') of(tenantId).present(-1)
    },
    'device.refused': (event) => countDevice(of(event.tenantId).counters, event),
    'session.rated': ({ tenantId, chatType, rating }) => of(tenantId).count(`${chatType}.ratings:${rating}`),
    'limit.exceeded': ({ limit }) => server.count(`limits:${limit}`),
    'failure.noticed': ({ kind }) => server.count(`errors:${kind}`),
  })

  return {
    of,
    waitingIn,
    /** Sessions of the tenant. @param most - of the whole server */
    sessionsIn,
    /** People of the tenant who are connected. */
    hereIn: (tenantId: TenantId): number => levelIn(tenantId, NOW_HERE, connections.people()),
    /** Those that have a tally, the first one among them. */
    tenants: (): readonly TenantId[] => [...tallies.keys()],
    /** Nobody of the tenant was here for an hour: what was counted is in the history. */
    forget: (tenantId: TenantId): void => void tallies.delete(tenantId),
  }
}

export type Counting = ReturnType<typeof createCounting>
