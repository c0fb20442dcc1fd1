import { createMemoryFanOut } from '@/lib/server/adapters/memory/fan-out'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createProject } from '../delivery/project'
import { createSharedLogs } from '../delivery/shared-logs'
import type { createConnectionFactory } from './connection'
import type { SocketAdapter } from './socket-adapter'
import { createSocketCounters } from './socket-counters'

type Deps = Parameters<typeof createConnectionFactory>[0]

/** What a connection stands on: everything quiet and in memory, but for what a test gives. */
export function connectionDeps(given: Partial<Deps> = {}): Deps {
  const fanOut = given.fanOut ?? createMemoryFanOut()
  const clock = given.clock ?? createFakeClock()
  const onError = given.onError ?? fail
  const project = createProject({ gateways: [], strict: true })
  return {
    dispatch: { handle: async () => undefined, greet: async () => undefined, namespaces: ['/'] },
    fanOut,
    connections: {
      declare: async () => undefined,
      blocksChanged: () => undefined,
      closed: async () => undefined,
    },
    accountSockets: { enter: async () => true, spoke: async () => undefined, left: async () => undefined },
    deliveries: { note: () => undefined },
    liveConnections: { opened: () => undefined, closed: () => undefined },
    topicsOf: async () => [],
    contracts: [],
    accessOf: () => 'public',
    onCounted: () => undefined,
    counters: createSocketCounters(),
    readers: [],
    sharedLogs: createSharedLogs({ fanOut, project, sources: [], clock, onError }),
    clock,
    onError,
    ...given,
  }
}

/** A socket that does nothing but note the frames it is sent. */
export function socketAdapter(id: string, given: Partial<SocketAdapter> = {}) {
  const sent: Pick<Frame, 'event' | 'data'>[] = []
  const socket: SocketAdapter = {
    id,
    namespace: '/',
    address: '::1',
    reply: (event, data) => void sent.push({ event, data }),
    send: ({ event, data }) => void sent.push({ event, data }),
    close: () => undefined,
    leave: () => undefined,
    drop: () => undefined,
    identified: () => undefined,
    ...given,
  }
  return { socket, sent }
}

function fail(error: unknown): never {
  throw error
}
