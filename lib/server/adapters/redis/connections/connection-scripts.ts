import { z } from 'zod'
import type { Seat } from '@/lib/server/ports/connections/connections'
import type { Keys } from '../keys'
import { defineScript } from '../scripts'

/** What nobody touches goes by itself; every beat of a process touches what it needs. */
const TTL_MS = 60 * 60_000

/**
 * `people`: how many connections each person has. `leases`: until when each process is taken for alive, by Redis' clock.
 * `held` and a process' name: what it holds, connection → person. `leaving`: connection and person of last connections
 * whose end has yet to be announced, by the time it began. `alone`: the process that must be the only one. `sockets` and an
 * account: its sockets of any kind (see account-socket-scripts).
 */
export function connectionKeys(keys: Keys) {
  const here = `${keys.prefix}:{here}`
  const [people, leases, leaving] = ['people', 'leases', 'leaving'].map((name) => `${here}:${name}`) as Three
  return {
    people,
    leases,
    leaving,
    alone: `${here}:alone`,
    held: `${here}:held:`,
    sockets: `${here}:sockets:`,
  }
}

type Three = [string, string, string]

export type ConnectionKeys = ReturnType<typeof connectionKeys>

const namesOf = ({ people, leases, leaving, held }: ConnectionKeys) => [people, leases, leaving, held]
const HEAD = `
  local people, leases, leaving, held = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
  local function now()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
  end
  local function open(process, user, connection)
    if redis.call('HSETNX', held .. process, connection, user) == 0 then return false end
    return redis.call('HINCRBY', people, user, 1) == 1
  end
  local function close(process, user, connection)
    if redis.call('HGET', held .. process, connection) ~= user then return false end
    redis.call('HDEL', held .. process, connection)
    if redis.call('HINCRBY', people, user, -1) > 0 then return false end
    redis.call('HDEL', people, user)
    redis.call('ZADD', leaving, now(), connection .. '\\n' .. user)
    return true
  end
  local function keep(process)
    for _, key in ipairs({ people, leases, leaving, held .. process }) do redis.call('PEXPIRE', key, ${TTL_MS}) end
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

/** What was the person's last connection is kept until `LEFT`. @returns whether it was, and how many people are here now */
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

interface Departure extends Seat {
  readonly keys: ConnectionKeys
  /** Also when the person is here again, which has been announced. */
  readonly anyway: boolean
}

/** The end of a last connection has been announced. @returns whether the person is here again: then it is kept until `anyway` */
export const LEFT = defineScript<Departure, boolean>({
  lua: `${HEAD}
    local here = redis.call('HEXISTS', people, ARGV[2])
    if here == 0 or ARGV[3] == '1' then redis.call('ZREM', leaving, ARGV[1] .. '\\n' .. ARGV[2]) end
    return here
  `,
  input: ({ keys, connection, user, anyway }) => ({ keys: namesOf(keys), args: [connection, user, anyway] }),
  reply: z.number().transform((here) => here === 1),
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

interface Sweep {
  readonly keys: ConnectionKeys
  readonly limit: number
  /** What has not been announced for so long is to be announced by somebody else. */
  readonly unannouncedMs: number
}

/**
 * Takes out connections of processes whose lease is over, and takes over what a process did not live to announce, at most so
 * many; a process that has none left is forgotten.
 *
 * @returns those that were somebody's last, and those whose person is here again
 */
export const SWEEP = defineScript<Sweep, { gone: Seat[]; back: Seat[] }>({
  lua: `${HEAD}
    local gone, back, left, at = {}, {}, tonumber(ARGV[1]), now()
    local function add(list, user, connection)
      list[#list + 1] = user
      list[#list + 1] = connection
    end
    for _, member in ipairs(redis.call('ZRANGEBYSCORE', leaving, '-inf', at - tonumber(ARGV[2]), 'LIMIT', 0, left)) do
      local connection, user = string.match(member, '^(.-)\\n(.*)$')
      left = left - 1
      if redis.call('HEXISTS', people, user) == 1 then
        redis.call('ZREM', leaving, member)
        add(back, user, connection)
      else
        redis.call('ZADD', leaving, at, member)
        add(gone, user, connection)
      end
    end
    for _, process in ipairs(redis.call('ZRANGEBYSCORE', leases, '-inf', at)) do
      local found = left > 0 and redis.call('HRANDFIELD', held .. process, left, 'WITHVALUES') or {}
      for i = 1, #found, 2 do
        left = left - 1
        if close(process, found[i + 1], found[i]) then add(gone, found[i + 1], found[i]) end
      end
      if redis.call('EXISTS', held .. process) == 0 then redis.call('ZREM', leases, process) end
      if left <= 0 then break end
    end
    return { gone, back }
  `,
  input: ({ keys, limit, unannouncedMs }) => ({ keys: namesOf(keys), args: [limit, unannouncedMs] }),
  reply: z.tuple([seats, seats]).transform(([gone, back]) => ({ gone, back })),
})

/** A process that ends in order is no dead one. */
export const LEAVE = defineScript<{ keys: ConnectionKeys; process: string }, null>({
  lua: `redis.call('ZREM', KEYS[2], ARGV[1]) return false`,
  input: ({ keys, process }) => ({ keys: namesOf(keys), args: [process] }),
  reply: z.null(),
})
