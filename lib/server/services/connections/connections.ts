import type { Actor } from '@/lib/domain/accounts'
import type { ConnectionId } from '@/lib/domain/ids'
import type { Connections, Seat } from '@/lib/server/ports/connections/connections'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly connections: Connections
  readonly clock: Clock
  readonly bus: Bus
}

/** How often dead processes are looked for, and how many of their connections are taken out at once. */
const SWEEP_MS = 2_000
const SWEEP_AT_ONCE = 256

/** Keeps who is here, and says when somebody comes or goes. */
export function createConnections({ connections, clock, bus }: Deps) {
  async function announceOpened({ user, connection }: Seat, first: boolean): Promise<void> {
    await bus.signal({ type: 'connection.opened', user, connection, first, at: clock.now() })
  }

  async function announceStayed({ user }: Seat): Promise<void> {
    await bus.signal({ type: 'connection.restored', user, at: clock.now() })
  }

  async function announceClosed(seat: Seat, last: boolean): Promise<void> {
    await bus.signal({ type: 'connection.closed', ...seat, last, at: clock.now() })
    // Who came back to another process meanwhile was told as opened before this took effect.
    if (!last || !(await connections.left(seat))) return
    await announceStayed(seat)
    await connections.left(seat, true)
  }

  clock.every(SWEEP_MS, async () => {
    const { gone, back } = await connections.sweep(SWEEP_AT_ONCE)
    for (const seat of gone) await announceClosed(seat, true)
    for (const seat of back) await announceStayed(seat)
  })

  return {
    async opened({ userId: user }: Actor, connection: ConnectionId): Promise<void> {
      await announceOpened({ user, connection }, await connections.open(user, connection))
    },
    async closed({ userId: user }: Actor, connection: ConnectionId): Promise<void> {
      await announceClosed({ user, connection }, await connections.close(user, connection))
    },
  }
}

export type ConnectionsService = ReturnType<typeof createConnections>
