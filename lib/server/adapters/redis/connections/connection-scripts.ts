import { z } from 'zod'
import { CAPABILITIES, type Capability } from '@/lib/domain/capabilities'
import type { CapabilityRef, ConnectionRef, Edges } from '@/lib/server/ports/connections/connections'
import type { Keys } from '../keys'
import { defineScript } from '../scripts'

/** What nobody touches expires; every beat of a process touches what it needs. */
const TTL_MS = 60 * 60_000

/**
 * `people` and a capability: how many connections each person has with it. `leases`: until when each process counts as alive,
 * by Redis' clock. `held` and a process' name: its connections, each with its capabilities and its person. `departures`:
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
const HEAD = `
  local people, leases, departures, held = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
  local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
  local function isHere(user, capability)
    return redis.call('HEXISTS', people .. capability, user) == 1
  end
  local function present()
    return redis.call('HLEN', people .. 'presence')
  end
  local function set(capabilities)
    local members = {}
    for capability in string.gmatch(capabilities, '[^,]+') do members[capability] = true end
    return members
  end
  -- capabilities: their names with commas between them; none closes the connection
  local function declare(process, user, connection, capabilities)
    local added, removed, arrived, departed = {}, {}, {}, {}
    local known = redis.call('HGET', held .. process, connection) or '\\n' .. user
    local before, owner = string.match(known, '^(.-)\\n(.*)$')
    if owner ~= user then return added, removed, arrived, departed end
    local had, wanted = set(before), set(capabilities)
    for capability in string.gmatch(capabilities, '[^,]+') do
      if not had[capability] then
        had[capability] = true
        added[#added + 1] = capability
        if redis.call('HINCRBY', people .. capability, user, 1) == 1 then arrived[#arrived + 1] = capability end
      end
    end
    for capability in string.gmatch(before, '[^,]+') do
      if not wanted[capability] then
        removed[#removed + 1] = capability
        if redis.call('HINCRBY', people .. capability, user, -1) <= 0 then
          redis.call('HDEL', people .. capability, user)
          redis.call('ZADD', departures, now(), capability .. '\\n' .. connection .. '\\n' .. user)
          departed[#departed + 1] = capability
        end
      end
    end
    if capabilities == '' then
      redis.call('HDEL', held .. process, connection)
    else
      redis.call('HSET', held .. process, connection, capabilities .. '\\n' .. user)
    end
    return added, removed, arrived, departed
  end
  local function keep(process)
    for _, key in ipairs({ leases, departures, held .. process }) do redis.call('PEXPIRE', key, ${TTL_MS}) end
    for _, capability in ipairs({ '${CAPABILITIES.join("', '")}' }) do
      redis.call('PEXPIRE', people .. capability, ${TTL_MS})
    end
  end
`

/** A connection and what it is here for; for nothing when it is closed. */
export interface Declaration extends ConnectionRef {
  readonly capabilities: readonly Capability[]
}

interface Declaring extends Declaration {
  readonly keys: ConnectionKeys
  readonly process: string
}

const someCapabilities = z.array(z.enum(CAPABILITIES))

/** Departures are kept until `CONFIRM_CLOSED`. @returns what changed, and how many people are present now */
export const DECLARE = defineScript<Declaring, Edges & { people: number }>({
  lua: `${HEAD}
    local added, removed, arrived, departed = declare(ARGV[1], ARGV[2], ARGV[3], ARGV[4])
    if #added > 0 then keep(ARGV[1]) end
    return { added, removed, arrived, departed, present() }
  `,
  input: ({ keys, process, user, connection, capabilities }) => ({
    keys: namesOf(keys),
    args: [process, user, connection, capabilities.join()],
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

interface Confirmation extends CapabilityRef {
  readonly keys: ConnectionKeys
  readonly isReturnAnnounced: boolean
}

/** A departure has been announced. @returns whether the person is here again: then it is kept until that is announced, too */
export const CONFIRM_CLOSED = defineScript<Confirmation, boolean>({
  lua: `${HEAD}
    local capability, connection, user = ARGV[1], ARGV[2], ARGV[3]
    local here = isHere(user, capability)
    if not here or ARGV[4] == '1' then
      redis.call('ZREM', departures, capability .. '\\n' .. connection .. '\\n' .. user)
    end
    return here and 1 or 0
  `,
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

/** Says that a process lives. @returns whether that was known (else what it holds may be gone), and how many people are present */
export const BEAT = defineScript<Beat, { isKnown: boolean; people: number }>({
  lua: `${HEAD}
    local at, lease = now(), tonumber(redis.call('ZSCORE', leases, ARGV[1]))
    redis.call('ZADD', leases, at + tonumber(ARGV[2]), ARGV[1])
    keep(ARGV[1])
    return { lease and lease > at and 1 or 0, present() }
  `,
  input: ({ keys, process, leaseMs }) => ({ keys: namesOf(keys), args: [process, leaseMs] }),
  reply: z.tuple([z.number(), z.number()]).transform(([known, people]) => ({ isKnown: known === 1, people })),
})

/** [capability, connection, user, capability, connection, user …] */
const capabilityRefs = z.array(z.string()).transform((flat): CapabilityRef[] =>
  Array.from({ length: flat.length / 3 }, (_, index) => ({
    capability: z.enum(CAPABILITIES).parse(flat[3 * index]),
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
  lua: `${HEAD}
    local restored = {}
    for i = 2, #ARGV, 3 do
      local user, connection = ARGV[i], ARGV[i + 1]
      local _, _, arrived = declare(ARGV[1], user, connection, ARGV[i + 2])
      for _, capability in ipairs(arrived) do
        for _, part in ipairs({ capability, connection, user }) do restored[#restored + 1] = part end
      end
    end
    keep(ARGV[1])
    return restored
  `,
  input: ({ keys, process, declarations }) => ({
    keys: namesOf(keys),
    args: [
      process,
      ...declarations.flatMap(({ user, connection, capabilities }) => [
        user,
        connection,
        capabilities.join(),
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
  lua: `${HEAD}
    local departed, restored, left, at = {}, {}, tonumber(ARGV[1]), now()
    local function add(list, ...)
      for _, part in ipairs({ ... }) do list[#list + 1] = part end
    end
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', departures, '-inf', at - tonumber(ARGV[2]), 'LIMIT', 0, left)) do
      local capability, connection, user = string.match(member, '^(.-)\\n(.-)\\n(.*)$')
      left = left - 1
      if isHere(user, capability) then
        redis.call('ZREM', departures, member)
        add(restored, capability, connection, user)
      else
        redis.call('ZADD', departures, at, member)
        add(departed, capability, connection, user)
      end
    end
    for _, process in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', at)) do
      local found = left > 0 and redis.call('HRANDFIELD', held .. process, left, 'WITHVALUES') or {}
      for i = 1, #found, 2 do
        left = left - 1
        local connection, user = found[i], string.match(found[i + 1], '\\n(.*)$')
        local _, _, _, last = declare(process, user, connection, '')
        for _, capability in ipairs(last) do add(departed, capability, connection, user) end
      end
      if redis.call('EXISTS', held .. process) == 0 then redis.call('ZREM', leases, process) end
      if left <= 0 then break end
    end
    return { departed, restored }
  `,
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
