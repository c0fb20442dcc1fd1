import { z } from 'zod'
import type { Entering } from '@/lib/server/ports/connections/account-sockets'
import type { ConnectionRef } from '@/lib/server/ports/connections/connections'
import { connectionKeys } from './connection-scripts'
import type { Keys } from '../keys'
import { luaSource } from '../lua-source'
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

/** What became of a try to enter: the newcomer's place, and who goes for it. */
export interface Entered {
  readonly place: number
  readonly going: readonly string[]
}

export const ENTER = defineScript<Held & Entering, Entered | undefined>({
  lua: luaSource({ SPOKEN, TTL_MS }, 'connections/enter-socket.lua'),
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
  lua: luaSource({ SPOKEN }, 'connections/socket-spoke.lua'),
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
  lua: luaSource({ TTL_MS }, 'connections/renew-sockets.lua'),
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
