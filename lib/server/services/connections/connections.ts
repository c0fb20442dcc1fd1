import type { Actor } from '@/lib/domain/accounts'
import type { Capability } from '@/lib/domain/capabilities'
import type { ConnectionId, TenantId } from '@/lib/domain/ids'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { CapabilityRef, Connections } from '@/lib/server/ports/connections/connections'
import type { Bus, Clock } from '@/lib/server/ports/system'

interface Deps {
  readonly connections: Connections
  readonly accounts: Pick<Accounts, 'byId'>
  readonly clock: Clock
  readonly bus: Bus
}

/** How often the connections of dead processes are removed, and how many at once. */
const SWEEP_MS = 2_000
const SWEEP_AT_ONCE = 256

/** Keeps who is here for what, and announces when people arrive and depart. */
export function createConnections({ connections, accounts, clock, bus }: Deps) {
  /** Of connections that are declared here. */
  const tenants = new Map<ConnectionId, TenantId>()

  /** Of those that another process held, the account is asked for. */
  const tenantOf = async ({ user, connection }: CapabilityRef): Promise<TenantId | null> =>
    tenants.get(connection) ?? (await accounts.byId(user))?.tenantId ?? null

  async function announceRestored({ user, capability }: CapabilityRef, tenantId: TenantId | null) {
    await bus.signal({ type: 'connection.restored', user, tenantId, capability, at: clock.now() })
  }

  async function announceClosed(ref: CapabilityRef, last: boolean, tenantId: TenantId | null): Promise<void> {
    await bus.signal({ type: 'connection.closed', ...ref, tenantId, last, at: clock.now() })
    // A person who arrived at another process meanwhile was announced as opened before this took effect.
    if (!last || !(await connections.confirmClosed(ref))) return
    await announceRestored(ref, tenantId)
    await connections.confirmClosed(ref, true)
  }

  clock.every(SWEEP_MS, async () => {
    const { departed, restored } = await connections.sweep(SWEEP_AT_ONCE)
    for (const ref of departed) await announceClosed(ref, true, await tenantOf(ref))
    for (const ref of restored) await announceRestored(ref, await tenantOf(ref))
  })

  /** What the connection is here for from now on. Announces each capability that it gains or loses. @param transport - what carries it, where others may share that */
  async function declare(
    { userId: user, tenantId }: Actor,
    connection: ConnectionId,
    capabilities: readonly Capability[],
    transport?: string,
  ): Promise<void> {
    if (capabilities.length > 0) tenants.set(connection, tenantId)
    else tenants.delete(connection)
    const edges = await connections.declare({ user, connection, transport }, capabilities)
    const { added, removed, arrived, departed } = edges
    const opened = (capability: Capability) => {
      const about = { user, tenantId, connection, capability, first: arrived.includes(capability) }
      return bus.signal({ type: 'connection.opened', ...about, at: clock.now() })
    }
    await Promise.all([
      ...removed.map((one) =>
        announceClosed({ user, connection, capability: one }, departed.includes(one), tenantId),
      ),
      ...added.map(opened),
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
