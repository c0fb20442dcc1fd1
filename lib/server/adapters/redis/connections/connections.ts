import type { ConnectionId } from '@/lib/domain/ids'
import type { CapabilityRef, Connections } from '@/lib/server/ports/connections/connections'
import {
  BEAT,
  CAPABILITIES_OF,
  CONFIRM_CLOSED,
  COUNTS_OF,
  connectionKeys,
  DECLARE,
  type Declaration,
  IS_HERE,
  LEAVE,
  RESTORE,
  SWEEP,
} from './connection-scripts'
import type { ProcessSettings } from './process-settings'

/** A process that has not renewed its lease for so long is dead, and its connections with it. */
const LEASE_MS = 6_000
const BEAT_MS = 1_000
/** Announcing takes milliseconds: a process that has not done so by then has died. */
const UNANNOUNCED_MS = 6_000
/** How many connections one script restores. */
const RESTORE_AT_ONCE = 500

interface Settings extends ProcessSettings {
  readonly leaseMs?: number
  readonly unannouncedMs?: number
}

const refsOf = ({ user, connection, capabilities }: Declaration): CapabilityRef[] =>
  capabilities.map((capability) => ({ user, connection, capability }))

/** Connections over all processes. This one renews its lease every second, on the machine's own time. */
export function createRedisConnections(settings: Settings) {
  const { run, redis, process, onError, leaseMs = LEASE_MS, unannouncedMs = UNANNOUNCED_MS } = settings
  const keys = connectionKeys(settings.keys)
  const mine = new Map<ConnectionId, Declaration>()
  /** What Redis may not know, since it was away when it was declared; closed connections included. */
  const undeclared = new Map<ConnectionId, Declaration>()
  let restored: CapabilityRef[] = []
  /** Whether everything up to the last beat is known to have taken effect: what Redis was asked may have, though no answer came. */
  let isSure = true
  let people = 0
  let beating: Promise<void> | undefined

  /** @param isAgain - it may have been done before, so that Redis no longer distinguishes who comes back by it */
  async function restore(connections: readonly ConnectionId[], isAgain: boolean): Promise<void> {
    for (let from = 0; from < connections.length; from += RESTORE_AT_ONCE) {
      const declarations = connections
        .slice(from, from + RESTORE_AT_ONCE)
        .flatMap((connection) => undeclared.get(connection) ?? mine.get(connection) ?? [])
      const arrived = await run(RESTORE, { keys, process, declarations })
      restored.push(...(isAgain ? declarations.flatMap(refsOf) : arrived))
      for (const one of declarations)
        if (undeclared.get(one.connection) === one) undeclared.delete(one.connection)
    }
  }

  async function beat(): Promise<void> {
    const wasSure = isSure
    isSure = false
    const known = await run(BEAT, { keys, process, leaseMs })
    people = known.people
    // Unknown: Redis has restarted, or this process had been taken for dead; a beat without an answer may have hidden that.
    const isKnown = known.isKnown && wasSure
    const unsure = isKnown ? undeclared.keys() : new Set([...mine.keys(), ...undeclared.keys()])
    await restore([...unsure], !wasSure)
    isSure = true
  }

  /** One at a time; what fails while Redis is away is done when it is back. */
  function beatOnce(): Promise<void> {
    beating ??= beat()
      .catch((error: unknown) => void (redis.isReady() && onError(error)))
      .finally(() => (beating = undefined))
    return beating
  }

  const timer = setInterval(() => void (redis.isReady() && beatOnce()), BEAT_MS)
  timer.unref()
  redis.onBack(() => void beatOnce())

  const connections: Connections = {
    async declare({ user, connection, transport }, capabilities) {
      const about = { user, connection, ...(transport !== undefined && { transport }) }
      const declaration = { ...about, capabilities: [...new Set(capabilities)] }
      if (capabilities.length > 0) mine.set(connection, declaration)
      else mine.delete(connection)
      undeclared.delete(connection)
      try {
        const { people: present, ...edges } = await run(DECLARE, { keys, process, ...declaration })
        people = present
        return edges
      } catch (error) {
        undeclared.set(connection, declaration)
        throw error
      }
    },
    confirmClosed: (departure, isReturnAnnounced = false) =>
      run(CONFIRM_CLOSED, { keys, ...departure, isReturnAnnounced }),
    isHere: (user, capability) => run(IS_HERE, { keys, user, capability }),
    countsOf: (users, capability) => run(COUNTS_OF, { keys, users, capability }),
    capabilitiesOf: async (user) => new Set(await run(CAPABILITIES_OF, { keys, user })),
    async sweep(limit) {
      const swept = await run(SWEEP, { keys, limit, unannouncedMs })
      const own = restored.filter(({ connection, capability }) =>
        mine.get(connection)?.capabilities.includes(capability),
      )
      restored = []
      return { departed: swept.departed, restored: [...own, ...swept.restored] }
    },
    people: () => people,
  }
  return {
    ...connections,
    /** Renews the lease of this process, now. */
    beat: beatOnce,
    /** Ends in order; its connections are closed already. */
    async stop(): Promise<void> {
      clearInterval(timer)
      await beating
      if (redis.isReady()) await run(LEAVE, { keys, process })
    },
  }
}
