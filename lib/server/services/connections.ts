import type { Actor } from '@/lib/domain/accounts'
import type { ConnectionId } from '@/lib/domain/ids'
import type { Connections } from '@/lib/server/ports/connections'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly connections: Connections
  readonly clock: Clock
  readonly bus: Bus
}

/** Keeps who is here, and says when somebody comes or goes. */
export function createConnections({ connections, clock, bus }: Deps) {
  return {
    async opened({ userId: user }: Actor, connection: ConnectionId): Promise<void> {
      const first = await connections.open(user, connection)
      await bus.publish({ type: 'connection.opened', user, connection, first, at: clock.now(), audience: [] })
    },
    async closed({ userId: user }: Actor, connection: ConnectionId): Promise<void> {
      const last = await connections.close(user, connection)
      await bus.publish({ type: 'connection.closed', user, connection, last, at: clock.now(), audience: [] })
    },
  }
}

export type ConnectionsService = ReturnType<typeof createConnections>
