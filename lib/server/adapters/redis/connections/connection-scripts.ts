import { z } from 'zod'
import { CAPABILITIES, type Capability, viewedBy } from '@/lib/domain/capabilities'
import type { CapabilityRef, DeclaringConnection, Edges } from '@/lib/server/ports/connections/connections'
import type { Keys } from '../keys'
import { luaSource } from '../lua-source'
import { defineScript } from '../scripts'

/** Every beat of a process keeps what it needs; the rest expires. */
const TTL_MS = 60 * 60_000
/** Of who looks at a conversation: longer than a connection stands. */
const VIEWING_TTL_MS = 7 * 24 * 60 * 60_000

/**
 * `people` and a capability: how many connections each person has with it. `people` and `transports`: of each person and transport how
 * many namespaces are there for presence, which is one connection. `leases`: until when each process counts as alive,
 * by Redis' clock. `held` and a process' name: its connections, each with its capabilities, its person and its transport. `departures`:
 * capability, connection and person of departures that have yet to be announced, by the time they began. `alone`: the process
 * that must be the only one. `sockets` and an account: its sockets of any kind (see account-socket-scripts).
 */
export function connectionKeys(keys: Keys) {
  const here = `${keys.prefix}:{here}`
  return {
    people: `${here}:people:`,
    leases: `${here}:leases`,
    departures: `${here}:departures`,
    alone: `${here}:alone`,
    held: `${here}:held:`,
    sockets: `${here}:sockets:`,
  }
}

export type ConnectionKeys = ReturnType<typeof connectionKeys>

const namesOf = ({ people, leases, departures, held }: ConnectionKeys) => [people, leases, departures, held]
/** A script of connections: what all of them begin with, then its own file. */
const script = (name: string) =>
  luaSource(
    { CAPABILITIES, TTL_MS, VIEWING_TTL_MS },
    'connections/connections.lua',
    `connections/${name}.lua`,
  )

/** A connection and what it is here for; for nothing when it is closed. */
export interface Declaration extends DeclaringConnection {
  readonly capabilities: readonly Capability[]
}

interface Declaring extends Declaration {
  readonly keys: ConnectionKeys
  readonly process: string
}

const NAMES: ReadonlySet<string> = new Set(CAPABILITIES)
const capability = z
  .string()
  .transform((name) => name as Capability)
  .refine((name) => NAMES.has(name) || viewedBy(name) !== undefined)
const someCapabilities = z.array(capability)

/** Departures are kept until `CONFIRM_CLOSED`. @returns what changed, and how many people are present now */
export const DECLARE = defineScript<Declaring, Edges & { people: number }>({
  lua: script('declare'),
  input: ({ keys, process, user, connection, capabilities, transport = '' }) => ({
    keys: namesOf(keys),
    args: [process, user, connection, capabilities.join(), transport],
  }),
  reply: z
    .tuple([someCapabilities, someCapabilities, someCapabilities, someCapabilities, z.number()])
    .transform(([added, removed, arrived, departed, people]) => ({
      added,
      removed,
      arrived,
      departed,
      people,
    })),
})

const truth = z.number().transform((found) => found === 1)

export const IS_HERE = defineScript<{ keys: ConnectionKeys; user: string; capability: Capability }, boolean>({
  lua: `return redis.call('HEXISTS', KEYS[1] .. ARGV[2], ARGV[1])`,
  input: ({ keys, user, capability }) => ({ keys: [keys.people], args: [user, capability] }),
  reply: truth,
})

interface Counted {
  readonly keys: ConnectionKeys
  readonly users: readonly string[]
  readonly capability: Capability
}

export const COUNTS_OF = defineScript<Counted, readonly number[]>({
  lua: luaSource({}, 'connections/counts-of.lua'),
  input: ({ keys, users, capability }) => ({ keys: [keys.people], args: [capability, ...users] }),
  reply: z.array(z.number()),
})

export const CAPABILITIES_OF = defineScript<{ keys: ConnectionKeys; user: string }, Capability[]>({
  lua: script('capabilities-of'),
  input: ({ keys, user }) => ({ keys: namesOf(keys), args: [user] }),
  reply: someCapabilities,
})

interface Confirmation extends CapabilityRef {
  readonly keys: ConnectionKeys
  readonly isReturnAnnounced: boolean
}

/** A departure has been announced. @returns whether the person is here again: then it is kept until that is announced, too */
export const CONFIRM_CLOSED = defineScript<Confirmation, boolean>({
  lua: script('confirm-closed'),
  input: ({ keys, capability, connection, user, isReturnAnnounced }) => ({
    keys: namesOf(keys),
    args: [capability, connection, user, isReturnAnnounced],
  }),
  reply: truth,
})

interface Beat {
  readonly keys: ConnectionKeys
  readonly process: string
  readonly leaseMs: number
}

/** Renews the lease of a process. @returns whether it had one (else what it holds may be gone), and how many people are present */
export const BEAT = defineScript<Beat, { isKnown: boolean; people: number }>({
  lua: script('beat'),
  input: ({ keys, process, leaseMs }) => ({ keys: namesOf(keys), args: [process, leaseMs] }),
  reply: z.tuple([z.number(), z.number()]).transform(([known, people]) => ({ isKnown: known === 1, people })),
})

/** [capability, connection, user, capability, connection, user …] */
const capabilityRefs = z.array(z.string()).transform((flat): CapabilityRef[] =>
  Array.from({ length: flat.length / 3 }, (_, index) => ({
    capability: capability.parse(flat[3 * index]),
    connection: flat[3 * index + 1] ?? '',
    user: flat[3 * index + 2] ?? '',
  })),
)

interface Restoration {
  readonly keys: ConnectionKeys
  readonly process: string
  readonly declarations: readonly Declaration[]
}

/** Declares again what Redis may not know. @returns the arrivals; the departures are left to a sweep */
export const RESTORE = defineScript<Restoration, CapabilityRef[]>({
  lua: script('restore'),
  input: ({ keys, process, declarations }) => ({
    keys: namesOf(keys),
    args: [
      process,
      ...declarations.flatMap(({ user, connection, capabilities, transport = '' }) => [
        user,
        connection,
        capabilities.join(),
        transport,
      ]),
    ],
  }),
  reply: capabilityRefs,
})

interface Sweep {
  readonly keys: ConnectionKeys
  readonly limit: number
  /** A departure that has not been announced for so long is handed to another process. */
  readonly unannouncedMs: number
}

/**
 * Removes connections of processes whose lease is over, and takes over what a process did not live to announce, at most so
 * many; a process that has none left is forgotten.
 *
 * @returns departures, and whose person is here again
 */
export const SWEEP = defineScript<Sweep, { departed: CapabilityRef[]; restored: CapabilityRef[] }>({
  lua: script('sweep'),
  input: ({ keys, limit, unannouncedMs }) => ({ keys: namesOf(keys), args: [limit, unannouncedMs] }),
  reply: z
    .tuple([capabilityRefs, capabilityRefs])
    .transform(([departed, restored]) => ({ departed, restored })),
})

/** A process that ends in order is not a dead one. */
export const LEAVE = defineScript<{ keys: ConnectionKeys; process: string }, null>({
  lua: `redis.call('ZREM', KEYS[2], ARGV[1]) return false`,
  input: ({ keys, process }) => ({ keys: namesOf(keys), args: [process] }),
  reply: z.null(),
})
