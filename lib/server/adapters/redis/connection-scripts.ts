import { z } from 'zod'
import type { Seat } from '@/lib/server/ports/connections'
import type { Keys } from './keys'
import { defineScript } from './scripts'

/** What nobody touches goes by itself; every beat of a process touches what it needs. */
const TTL_MS = 60 * 60_000

/**
 * `people`: how many connections each person has. `leases`: until when each process is taken for alive, by Redis' clock.
 * `held` and a process' name: what it holds, connection → person. `alone`: the process that must be the only one.
 */
export function connectionKeys(keys: Keys) {
  const here = `${keys.prefix}:{here}`
  return { people: `${here}:people`, leases: `${here}:leases`, alone: `${here}:alone`, held: `${here}:held:` }
}

export type ConnectionKeys = ReturnType<typeof connectionKeys>

const namesOf = ({ people, leases, held }: ConnectionKeys) => [people, leases, held]
const HEAD = `
  local people, leases, held = KEYS[1], KEYS[2], KEYS[3]
  local function open(process, user, connection)
    if redis.call('HSETNX', held .. process, connection, user) == 0 then return false end
    return redis.call('HINCRBY', people, user, 1) == 1
  end
  local function close(process, user, connection)
    if redis.call('HGET', held .. process, connection) ~= user then return false end
    redis.call('HDEL', held .. process, connection)
    if redis.call('HINCRBY', people, user, -1) > 0 then return false end
    redis.call('HDEL', people, user)
    return true
  end
  local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
  local function keep(process)
    for _, key in ipairs({ people, leases, held .. process }) do redis.call('PEXPIRE', key, ${TTL_MS}) end
  end
`

interface Change extends Seat {
  readonly keys: ConnectionKeys
  readonly process: string
}

const changeInput = ({ keys, process, user, connection }: Change) => ({
  keys: namesOf(keys),
  args: [process, user, connection],
})
const outcome = z
  .tuple([z.number(), z.number()])
  .transform(([edge, people]) => ({ isEdge: edge === 1, people }))

/** @returns whether it was the person's first connection, and how many people are here now */
export const OPEN = defineScript({
  lua: `${HEAD}
    local first = open(ARGV[1], ARGV[2], ARGV[3])
    keep(ARGV[1])
    return { first and 1 or 0, redis.call('HLEN', people) }
  `,
  input: changeInput,
  reply: outcome,
})

/** @returns whether it was the person's last connection, and how many people are here now */
export const CLOSE = defineScript({
  lua: `${HEAD}
    local last = close(ARGV[1], ARGV[2], ARGV[3])
    return { last and 1 or 0, redis.call('HLEN', people) }
  `,
  input: changeInput,
  reply: outcome,
})

export const IS_HERE = defineScript({
  lua: `return redis.call('HEXISTS', KEYS[1], ARGV[1])`,
  input: ({ keys, user }: { keys: ConnectionKeys; user: string }) => ({ keys: [keys.people], args: [user] }),
  reply: z.number().transform((found) => found === 1),
})

interface Beat {
  readonly keys: ConnectionKeys
  readonly process: string
  readonly leaseMs: number
}

/** Says that a process lives. @returns whether that was known (else what it holds may be taken out), and how many people are here */
export const BEAT = defineScript<Beat, { isKnown: boolean; people: number }>({
  lua: `${HEAD}
    local at, lease = now(), tonumber(redis.call('ZSCORE', leases, ARGV[1]))
    redis.call('ZADD', leases, at + tonumber(ARGV[2]), ARGV[1])
    keep(ARGV[1])
    return { lease and lease > at and 1 or 0, redis.call('HLEN', people) }
  `,
  input: ({ keys, process, leaseMs }) => ({ keys: namesOf(keys), args: [process, leaseMs] }),
  reply: z.tuple([z.number(), z.number()]).transform(([known, people]) => ({ isKnown: known === 1, people })),
})

/** [user, connection, user, connection …] */
const seats = z.array(z.string()).transform((flat): Seat[] =>
  Array.from({ length: flat.length / 2 }, (_, index) => ({
    user: flat[2 * index] ?? '',
    connection: flat[2 * index + 1] ?? '',
  })),
)

interface Restoration {
  readonly keys: ConnectionKeys
  readonly process: string
  readonly seats: readonly Seat[]
}

/** Puts back what a process holds. @returns who was not here meanwhile */
export const RESTORE = defineScript<Restoration, Seat[]>({
  lua: `${HEAD}
    local back = {}
    for i = 2, #ARGV, 2 do
      if open(ARGV[1], ARGV[i], ARGV[i + 1]) then
        back[#back + 1] = ARGV[i]
        back[#back + 1] = ARGV[i + 1]
      end
    end
    keep(ARGV[1])
    return back
  `,
  input: ({ keys, process, seats: all }) => ({
    keys: namesOf(keys),
    args: [process, ...all.flatMap(({ user, connection }) => [user, connection])],
  }),
  reply: seats,
})

/**
 * Takes out connections of processes whose lease is over, at most so many; a process that has none left is forgotten.
 *
 * @returns those that were somebody's last
 */
export const SWEEP = defineScript<{ keys: ConnectionKeys; limit: number }, Seat[]>({
  lua: `${HEAD}
    local gone, left = {}, tonumber(ARGV[1])
    for _, process in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', now())) do
      local found = redis.call('HRANDFIELD', held .. process, left, 'WITHVALUES')
      for i = 1, #found, 2 do
        left = left - 1
        if close(process, found[i + 1], found[i]) then
          gone[#gone + 1] = found[i + 1]
          gone[#gone + 1] = found[i]
        end
      end
      if redis.call('EXISTS', held .. process) == 0 then redis.call('ZREM', leases, process) end
      if left <= 0 then break end
    end
    return gone
  `,
  input: ({ keys, limit }) => ({ keys: namesOf(keys), args: [limit] }),
  reply: seats,
})

/** A process that ends in order is no dead one. */
export const LEAVE = defineScript<{ keys: ConnectionKeys; process: string }, null>({
  lua: `redis.call('ZREM', KEYS[2], ARGV[1]) return false`,
  input: ({ keys, process }) => ({ keys: namesOf(keys), args: [process] }),
  reply: z.null(),
})
