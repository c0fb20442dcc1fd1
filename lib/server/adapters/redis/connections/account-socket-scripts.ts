import { z } from 'zod'
import type { Entering } from '@/lib/server/ports/connections/account-sockets'
import type { ConnectionRef } from '@/lib/server/ports/connections/connections'
import { connectionKeys } from './connection-scripts'
import type { Keys } from '../keys'
import { defineScript } from '../scripts'

/** What no process renews goes by itself. */
const TTL_MS = 20 * 60_000

/** Added to the place of a socket that has spoken: more than any time in microseconds, and exact all the same. */
const SPOKEN = 4_000_000_000_000_000

interface Held extends ConnectionRef {
  readonly keys: Keys
  readonly process: string
}

/**
 * The sockets of each account: `<process>\n<connection>` by when it came, in microseconds of Redis' clock, and beyond
 * SPOKEN where it has said something. Beside the leases of the processes, by which those that died are known.
 */
const prefixOf = (keys: Keys) => connectionKeys(keys).sockets

const memberOf = ({ process, connection }: Pick<Held, 'process' | 'connection'>) =>
  `${process}\n${connection}`

const one = (held: Held) => ({ keys: [prefixOf(held.keys) + held.user], args: [memberOf(held)] })

const HEAD = `
  local function text(place) return string.format('%.0f', place) end
`

/** What became of a try to enter: the newcomer's place, and who goes for it. */
export interface Entered {
  readonly place: number
  readonly going: readonly string[]
}

export const ENTER = defineScript<Held & Entering, Entered | undefined>({
  lua: `${HEAD}
    local sockets, leases, member, process = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
    local mayGo, hasSpoken = ARGV[4], ARGV[5] ~= ''
    local known = redis.call('ZSCORE', sockets, member)
    if known then return { text(known) } end
    local time = redis.call('TIME')
    local ms = time[1] * 1000 + math.floor(time[2] / 1000)
    local tooMany = redis.call('ZCARD', sockets) + 1 - tonumber(ARGV[3])
    if tooMany > 0 then
      for _, other in ipairs(redis.call('ZRANGE', sockets, 0, -1)) do
        local holder = string.match(other, '^(.-)\\n')
        local lease = holder ~= process and tonumber(redis.call('ZSCORE', leases, holder) or 0)
        if lease and lease <= ms then tooMany = tooMany - redis.call('ZREM', sockets, other) end
      end
    end
    local going = {}
    if tooMany > 0 and mayGo == 'silent' then
      going = redis.call('ZRANGEBYSCORE', sockets, '-inf', '(${SPOKEN}', 'LIMIT', 0, tooMany)
    elseif tooMany > 0 and mayGo == 'any' then
      local flat, all = redis.call('ZRANGE', sockets, 0, -1, 'WITHSCORES'), {}
      for i = 1, #flat, 2 do all[#all + 1] = { flat[i], tonumber(flat[i + 1]) % ${SPOKEN} } end
      table.sort(all, function(a, b) return a[2] < b[2] end)
      for i = 1, math.min(tooMany, #all) do going[i] = all[i][1] end
    end
    if #going < tooMany then return false end
    local place = time[1] * 1000000 + time[2] + (hasSpoken and ${SPOKEN} or 0)
    local reply = { text(place) }
    for _, other in ipairs(going) do
      redis.call('ZREM', sockets, other)
      reply[#reply + 1] = string.match(other, '^.-\\n(.*)$')
    end
    redis.call('ZADD', sockets, text(place), member)
    redis.call('PEXPIRE', sockets, ${TTL_MS})
    return reply
  `,
  input: (held) => ({
    keys: [prefixOf(held.keys) + held.user, connectionKeys(held.keys).leases],
    args: [memberOf(held), held.process, held.max, held.mayGo, held.hasSpoken],
  }),
  reply: z
    .array(z.string())
    .nullable()
    .transform((reply): Entered | undefined => {
      const [place, ...going] = reply ?? []
      return place === undefined ? undefined : { place: Number(place), going }
    }),
})

export const SPOKE = defineScript<Held, null>({
  lua: `${HEAD}
    local place = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]))
    if place and place < ${SPOKEN} then redis.call('ZADD', KEYS[1], text(place + ${SPOKEN}), ARGV[1]) end
    return false
  `,
  input: one,
  reply: z.null(),
})

export const GO = defineScript<Held, null>({
  lua: `redis.call('ZREM', KEYS[1], ARGV[1]) return false`,
  input: one,
  reply: z.null(),
})

/** A socket and its place. */
export interface Placed extends ConnectionRef {
  readonly place: number
  readonly hasSpoken: boolean
}

interface Renewal {
  readonly keys: Keys
  readonly process: string
  readonly sockets: readonly Placed[]
}

/** Says that a process' sockets are still there, whatever Redis has forgotten. */
export const RENEW = defineScript<Renewal, null>({
  lua: `
    for i = 1, #ARGV, 3 do
      local sockets = KEYS[1] .. ARGV[i]
      redis.call('ZADD', sockets, 'NX', ARGV[i + 2], ARGV[i + 1])
      redis.call('PEXPIRE', sockets, ${TTL_MS})
    end
    return false
  `,
  input: ({ keys, process, sockets }) => ({
    keys: [prefixOf(keys)],
    args: sockets.flatMap(({ user, connection, place, hasSpoken }) => [
      user,
      memberOf({ process, connection }),
      (place % SPOKEN) + (hasSpoken ? SPOKEN : 0),
    ]),
  }),
  reply: z.null(),
})
