import { z } from 'zod'
import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Entering } from '@/lib/server/ports/connections/account-sockets'
import type { ConnectionRef } from '@/lib/server/ports/connections/connections'
import { connectionKeys } from './connection-scripts'
import type { Keys } from '../keys'
import { luaSource } from '../lua-source'
import { defineScript } from '../scripts'

/** What no process renews expires. */
const TTL_MS = 20 * 60_000

/** Added to the position of a socket that has spoken: more than any time in microseconds, and exact all the same. */
const SPOKEN = 4_000_000_000_000_000

interface Held extends ConnectionRef {
  readonly keys: Keys
  readonly process: string
}

/**
 * The sockets of each account: `<process>\n<connection>` by when it came, in microseconds of Redis' clock, and beyond
 * SPOKEN where it has sent something. Beside the leases of the processes, by which those that died are known.
 */
const prefixOf = (keys: Keys) => connectionKeys(keys).sockets

const memberOf = ({ process, connection }: Pick<Held, 'process' | 'connection'>) =>
  `${process}\n${connection}`

const one = (held: Held) => ({ keys: [prefixOf(held.keys) + held.user], args: [memberOf(held)] })

/** The outcome of entering: the newcomer's position, and the sockets that go for it. */
export interface Entered {
  readonly position: number
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
      const [position, ...going] = reply ?? []
      return position === undefined ? undefined : { position: Number(position), going }
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

interface Searched {
  readonly keys: Keys
  readonly user: UserId
  readonly closing: ConnectionId | null
}

export const NEWEST = defineScript<Searched, ConnectionId | undefined>({
  lua: luaSource({ SPOKEN }, 'connections/newest-socket.lua'),
  input: ({ keys, user, closing }) => ({ keys: [prefixOf(keys) + user], args: [closing ?? ''] }),
  reply: z
    .string()
    .nullable()
    .transform((connection) => connection ?? undefined),
})

/** A socket and its position. */
export interface PositionedSocket extends ConnectionRef {
  readonly position: number
  readonly hasSpoken: boolean
}

interface Renewal {
  readonly keys: Keys
  readonly process: string
  readonly sockets: readonly PositionedSocket[]
}

/** Declares a process' sockets again, whatever Redis has forgotten. */
export const RENEW = defineScript<Renewal, null>({
  lua: luaSource({ TTL_MS }, 'connections/renew-sockets.lua'),
  input: ({ keys, process, sockets }) => ({
    keys: [prefixOf(keys)],
    args: sockets.flatMap(({ user, connection, position, hasSpoken }) => [
      user,
      memberOf({ process, connection }),
      (position % SPOKEN) + (hasSpoken ? SPOKEN : 0),
    ]),
  }),
  reply: z.null(),
})
