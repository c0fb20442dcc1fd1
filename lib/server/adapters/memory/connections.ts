import { CAPABILITIES, type Capability, viewedBy } from '@/lib/domain/capabilities'
import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Connections } from '@/lib/server/ports/connections/connections'

type Capabilities = ReadonlySet<Capability>

interface Declared {
  readonly user: UserId
  readonly transport: string | undefined
  readonly capabilities: Capabilities
}

const NONE: Capabilities = new Set()

/** One set for all who have the same: there are a few, and thousands of connections; what somebody looks at is their own. */
function createSharedSets() {
  const known = new Map<string, Capabilities>()
  return (wanted: readonly Capability[]): Capabilities => {
    if (wanted.some((one) => viewedBy(one) !== undefined)) return new Set(wanted)
    const key = wanted.join(' ')
    const set = known.get(key) ?? new Set(wanted)
    known.set(key, set)
    return set
  }
}

/** Live connections of one process. */
export function createMemoryConnections(): Connections {
  const declared = new Map<ConnectionId, Declared>()
  const shared = createSharedSets()
  /** What people are here for, looked up with every message. */
  const here = new Map<UserId, Capabilities>()
  const counts = new Map<Capability, Map<UserId, number>>()
  /** Of each person and transport, how many namespaces are there for presence: together they are one connection. */
  const sharing = new Map<string, number>()
  const countOf = (user: UserId, capability: Capability) => counts.get(capability)?.get(user) ?? 0

  /** @returns whether it changes how many connections the person has */
  function countsAlone({ user, transport }: Declared, capability: Capability, by: 1 | -1): boolean {
    if (capability !== 'presence' || transport === undefined) return true
    const key = `${user}\n${transport}`
    const left = (sharing.get(key) ?? 0) + by
    if (left > 0) sharing.set(key, left)
    else sharing.delete(key)
    return left === (by > 0 ? 1 : 0)
  }

  /** @returns how many connections the person has with the capability now; undefined: as many as before */
  function change(of: Declared, capability: Capability, by: 1 | -1): number | undefined {
    if (!countsAlone(of, capability, by)) return undefined
    const { user } = of
    const count = countOf(user, capability) + by
    const people = counts.get(capability) ?? new Map<UserId, number>()
    if (count > 0) people.set(user, count)
    else people.delete(user)
    if (people.size > 0) counts.set(capability, people)
    else counts.delete(capability)
    return count
  }

  function lookAt(user: UserId): void {
    const capabilities = shared(CAPABILITIES.filter((one) => countOf(user, one) > 0))
    if (capabilities.size > 0) here.set(user, capabilities)
    else here.delete(user)
  }

  return {
    async declare({ user, connection, transport }, capabilities) {
      const before = declared.get(connection) ?? { user, transport, capabilities: NONE }
      if (before.user !== user) return { added: [], removed: [], arrived: [], departed: [] }
      const wanted = shared(capabilities)
      if (wanted.size > 0) declared.set(connection, { ...before, capabilities: wanted })
      else declared.delete(connection)
      const added = [...wanted].filter((one) => !before.capabilities.has(one))
      const removed = [...before.capabilities].filter((one) => !wanted.has(one))
      const arrived = added.filter((one) => change(before, one, 1) === 1)
      const departed = removed.filter((one) => change(before, one, -1) === 0)
      if (arrived.length + departed.length > 0) lookAt(user)
      return { added, removed, arrived, departed }
    },
    confirmClosed: async ({ user, capability }) => countOf(user, capability) > 0,
    isHere: async (user, capability) => countOf(user, capability) > 0,
    countsOf: async (users, capability) => users.map((user) => countOf(user, capability)),
    capabilitiesOf: async (user) => here.get(user) ?? NONE,
    sweep: async () => ({ departed: [], restored: [] }),
    people: () => counts.get('presence')?.size ?? 0,
  }
}
