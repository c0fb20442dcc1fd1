import { isDomainError } from '@/lib/domain/errors'
import type { ConnectionId } from '@/lib/domain/ids'
import { createMemoryAccountSockets } from '@/lib/server/adapters/memory/account-sockets'
import type { AccountSockets } from '@/lib/server/ports/connections/account-sockets'
import type { Seat } from '@/lib/server/ports/connections/connections'
import { ENTER, GO, type Placed, RENEW, SPOKE } from './account-socket-scripts'
import type { Redis } from '../client'
import type { Keys } from '../keys'
import type { RunScript } from '../scripts'

/** A third of what Redis keeps them for. */
const RENEW_MS = 6 * 60_000
/** How many sockets one script renews. */
const RENEW_AT_ONCE = 500
const AWAY = Symbol('Redis is away')

interface Settings {
  readonly run: RunScript
  readonly redis: Pick<Redis, 'isReady' | 'onBack'>
  readonly keys: Keys
  /** The name this process has among the connections. */
  readonly process: string
  readonly onError: (error: unknown) => void
}

/** The sockets of all processes. While Redis is away each process counts its own, and is told of the rest when it is back. */
export function createRedisAccountSockets({ run, redis, keys, process, onError }: Settings) {
  const own = createMemoryAccountSockets()
  const mine = new Map<ConnectionId, Placed>()
  const unsaid = new Map<ConnectionId, Seat>()

  async function go(seat: Seat): Promise<void> {
    unsaid.set(seat.connection, seat)
    await run(GO, { keys, process, ...seat })
    unsaid.delete(seat.connection)
  }

  async function renew(): Promise<void> {
    for (const seat of unsaid.values()) await go(seat)
    const all = [...mine.keys()]
    for (let from = 0; from < all.length; from += RENEW_AT_ONCE) {
      const sockets = all
        .slice(from, from + RENEW_AT_ONCE)
        .flatMap((connection) => mine.get(connection) ?? [])
      if (sockets.length > 0) await run(RENEW, { keys, process, sockets })
    }
  }

  const renewNow = () => void renew().catch((error: unknown) => void (redis.isReady() && onError(error)))
  const timer = setInterval(() => redis.isReady() && renewNow(), RENEW_MS)
  timer.unref()
  redis.onBack(renewNow)

  const sockets: AccountSockets = {
    async enter(seat, entering) {
      const entered = await orElse(run(ENTER, { keys, process, ...seat, ...entering }), AWAY)
      if (entered === AWAY) {
        const going = await own.enter(seat, entering)
        if (going)
          mine.set(seat.connection, { ...seat, place: Date.now() * 1_000, hasSpoken: entering.hasSpoken })
        return going
      }
      if (!entered) return undefined
      const { user } = seat
      for (const connection of entered.going) {
        mine.delete(connection)
        await own.leave({ user, connection })
      }
      await own.enter(seat, { ...entering, max: Infinity })
      mine.set(seat.connection, { ...seat, place: entered.place, hasSpoken: entering.hasSpoken })
      return entered.going
    },
    async spoke(seat) {
      await own.spoke(seat)
      const known = mine.get(seat.connection)
      if (known) mine.set(seat.connection, { ...known, hasSpoken: true })
      await orElse(run(SPOKE, { keys, process, ...seat }), null)
    },
    async leave(seat) {
      await own.leave(seat)
      mine.delete(seat.connection)
      await orElse(go(seat), undefined)
    },
  }
  return { ...sockets, renew, stop: () => clearInterval(timer) }
}

/** What to go on with while Redis is away. */
async function orElse<T, U>(reply: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await reply
  } catch (error) {
    if (isDomainError(error) && error.reason === 'UNAVAILABLE') return instead
    throw error
  }
}
