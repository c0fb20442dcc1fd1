import { CAPABILITIES, type Capability } from '@/lib/domain/capabilities'
import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Connections } from '@/lib/server/ports/connections/connections'

interface Declared {
  readonly user: UserId
  readonly capabilities: ReadonlySet<Capability>
}

/** Live connections of one process. */
export function createMemoryConnections(): Connections {
  const declared = new Map<ConnectionId, Declared>()
  const counts = new Map(CAPABILITIES.map((capability) => [capability, new Map<UserId, number>()]))
  const countOf = (user: UserId, capability: Capability) => counts.get(capability)?.get(user) ?? 0

  /** @returns how many connections the person has with the capability now */
  function change(user: UserId, capability: Capability, by: 1 | -1): number {
    const count = countOf(user, capability) + by
    if (count > 0) counts.get(capability)?.set(user, count)
    else counts.get(capability)?.delete(user)
    return count
  }

  return {
    async declare({ user, connection }, capabilities) {
      const before = declared.get(connection) ?? { user, capabilities: new Set() }
      if (before.user !== user) return { added: [], removed: [], arrived: [], departed: [] }
      const wanted = new Set(capabilities)
      if (wanted.size > 0) declared.set(connection, { user, capabilities: wanted })
      else declared.delete(connection)
      const added = [...wanted].filter((one) => !before.capabilities.has(one))
      const removed = [...before.capabilities].filter((one) => !wanted.has(one))
      return {
        added,
        removed,
        arrived: added.filter((one) => change(user, one, 1) === 1),
        departed: removed.filter((one) => change(user, one, -1) === 0),
      }
    },
    confirmClosed: async ({ user, capability }) => countOf(user, capability) > 0,
    isHere: async (user, capability) => countOf(user, capability) > 0,
    capabilitiesOf: async (user) => new Set(CAPABILITIES.filter((one) => countOf(user, one) > 0)),
    sweep: async () => ({ departed: [], restored: [] }),
    people: () => counts.get('presence')?.size ?? 0,
  }
}
