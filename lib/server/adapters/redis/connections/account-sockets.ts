import { isDomainError } from '@/lib/domain/errors'
import type { ConnectionId } from '@/lib/domain/ids'
import { createMemoryAccountSockets } from '@/lib/server/adapters/memory/account-sockets'
import type { AccountSockets } from '@/lib/server/ports/connections/account-sockets'
import type { ConnectionRef } from '@/lib/server/ports/connections/connections'
import { ENTER, GO, NEWEST, type PositionedSocket, RENEW, SPOKE } from './account-socket-scripts'
import type { ProcessSettings } from './process-settings'

/** A third of what Redis keeps them for. */
const RENEW_MS = 6 * 60_000
/** How many sockets one script renews. */
const RENEW_AT_ONCE = 500
const AWAY = Symbol('Redis is away')

/** The sockets of all processes. While Redis is away each process counts its own, and declares them when it is back. */
export function createRedisAccountSockets({ run, redis, keys, process, onError }: ProcessSettings) {
  const own = createMemoryAccountSockets()
  const mine = new Map<ConnectionId, PositionedSocket>()
  const undeclared = new Map<ConnectionId, ConnectionRef>()

  async function go(ref: ConnectionRef): Promise<void> {
    undeclared.set(ref.connection, ref)
    await run(GO, { keys, process, ...ref })
    undeclared.delete(ref.connection)
  }

  async function renew(): Promise<void> {
    for (const ref of undeclared.values()) await go(ref)
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
    async enter(ref, entering) {
      const entered = await orElse(run(ENTER, { keys, process, ...ref, ...entering }), AWAY)
      if (entered === AWAY) {
        const going = await own.enter(ref, entering)
        if (going)
          mine.set(ref.connection, { ...ref, position: Date.now() * 1_000, hasSpoken: entering.hasSpoken })
        return going
      }
      if (!entered) return undefined
      const { user } = ref
      for (const connection of entered.going) {
        mine.delete(connection)
        await own.leave({ user, connection })
      }
      await own.enter(ref, { ...entering, max: Infinity })
      mine.set(ref.connection, { ...ref, position: entered.position, hasSpoken: entering.hasSpoken })
      return entered.going
    },
    async spoke(ref) {
      await own.spoke(ref)
      const known = mine.get(ref.connection)
      if (known) mine.set(ref.connection, { ...known, hasSpoken: true })
      await orElse(run(SPOKE, { keys, process, ...ref }), null)
    },
    async leave(ref) {
      await own.leave(ref)
      mine.delete(ref.connection)
      await orElse(go(ref), undefined)
    },
    async newest(user, closing) {
      const found = await orElse(run(NEWEST, { keys, user, closing }), AWAY)
      return found === AWAY ? own.newest(user, closing) : found
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
