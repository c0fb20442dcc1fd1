import type { Actor } from '@/lib/domain/accounts'
import type { Capability } from '@/lib/domain/capabilities'
import type { ConnectionId } from '@/lib/domain/ids'
import type { CapabilityRef, Connections } from '@/lib/server/ports/connections/connections'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly connections: Connections
  readonly clock: Clock
  readonly bus: Bus
}

/** How often the connections of dead processes are removed, and how many at once. */
const SWEEP_MS = 2_000
const SWEEP_AT_ONCE = 256

/** Keeps who is here for what, and announces when people arrive and depart. */
export function createConnections({ connections, clock, bus }: Deps) {
  async function announceOpened(ref: CapabilityRef, first: boolean): Promise<void> {
    await bus.signal({ type: 'connection.opened', ...ref, first, at: clock.now() })
  }

  async function announceRestored({ user, capability }: CapabilityRef): Promise<void> {
    await bus.signal({ type: 'connection.restored', user, capability, at: clock.now() })
  }

  async function announceClosed(ref: CapabilityRef, last: boolean): Promise<void> {
    await bus.signal({ type: 'connection.closed', ...ref, last, at: clock.now() })
    // A person who arrived at another process meanwhile was announced as opened before this took effect.
    if (!last || !(await connections.confirmClosed(ref))) return
    await announceRestored(ref)
    await connections.confirmClosed(ref, true)
  }

  clock.every(SWEEP_MS, async () => {
    const { departed, restored } = await connections.sweep(SWEEP_AT_ONCE)
    for (const ref of departed) await announceClosed(ref, true)
    for (const ref of restored) await announceRestored(ref)
  })

  /** What the connection is here for from now on. Announces each capability that it gains or loses. */
  async function declare(
    { userId: user }: Actor,
    connection: ConnectionId,
    capabilities: readonly Capability[],
  ): Promise<void> {
    const edges = await connections.declare({ user, connection }, capabilities)
    const { added, removed, arrived, departed } = edges
    await Promise.all([
      ...removed.map((one) => announceClosed({ user, connection, capability: one }, departed.includes(one))),
      ...added.map((one) => announceOpened({ user, connection, capability: one }, arrived.includes(one))),
    ])
  }

  return {
    declare,
    /** Whom they never meet has changed, on whatever process. */
    blocksChanged: ({ userId: user }: Actor): void =>
      void bus.signal({ type: 'blocks.changed-elsewhere', user, at: clock.now() }),
    async closed(actor: Actor, connection: ConnectionId): Promise<void> {
      await bus.signal({ type: 'connection.gone', user: actor.userId, connection, at: clock.now() })
      await declare(actor, connection, [])
    },
  }
}

export type ConnectionsService = ReturnType<typeof createConnections>
