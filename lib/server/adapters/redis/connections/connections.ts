import type { ConnectionId, UserId } from '@/lib/domain/ids'
import type { Connections, Seat } from '@/lib/server/ports/connections/connections'
import type { Redis } from '../client'
import { BEAT, CLOSE, connectionKeys, IS_HERE, LEAVE, LEFT, OPEN, RESTORE, SWEEP } from './connection-scripts'
import type { Keys } from '../keys'
import type { RunScript } from '../scripts'

/** A process that has not been heard of for so long is dead, and its connections with it. */
const LEASE_MS = 6_000
const BEAT_MS = 1_000
/** Announcing takes milliseconds: who has not done so by then has died. */
const UNANNOUNCED_MS = 6_000
/** How many connections one script puts back. */
const RESTORE_AT_ONCE = 500

interface Settings {
  readonly run: RunScript
  readonly redis: Pick<Redis, 'isReady' | 'onBack'>
  readonly keys: Keys
  /** A name that no other process has. */
  readonly process: string
  readonly onError: (error: unknown) => void
  readonly leaseMs?: number
  readonly unannouncedMs?: number
}

/** Connections over all processes. This one says every second that it lives, on the machine's own time. */
export function createRedisConnections(settings: Settings) {
  const { run, redis, process, onError, leaseMs = LEASE_MS, unannouncedMs = UNANNOUNCED_MS } = settings
  const keys = connectionKeys(settings.keys)
  const mine = new Map<ConnectionId, UserId>()
  let back: Seat[] = []
  let people = 0
  let beating: Promise<void> | undefined

  /** What Redis has forgotten, by its own restart or because this process was taken for dead. */
  async function restore(): Promise<void> {
    const seats = [...mine].map(([connection, user]) => ({ user, connection }))
    for (let from = 0; from < seats.length; from += RESTORE_AT_ONCE) {
      const part = seats.slice(from, from + RESTORE_AT_ONCE).filter(({ connection }) => mine.has(connection))
      back.push(...(await run(RESTORE, { keys, process, seats: part })))
    }
  }

  async function beat(): Promise<void> {
    const known = await run(BEAT, { keys, process, leaseMs })
    people = known.people
    if (!known.isKnown) await restore()
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

  async function change(script: typeof OPEN, user: UserId, connection: ConnectionId): Promise<boolean> {
    const outcome = await run(script, { keys, process, user, connection })
    people = outcome.people
    return outcome.isEdge
  }

  const connections: Connections = {
    open(user, connection) {
      mine.set(connection, user)
      return change(OPEN, user, connection)
    },
    close(user, connection) {
      if (mine.get(connection) === user) mine.delete(connection)
      return change(CLOSE, user, connection)
    },
    left: (seat, anyway = false) => run(LEFT, { keys, ...seat, anyway }),
    isHere: (user) => run(IS_HERE, { keys, user }),
    async sweep(limit) {
      const swept = await run(SWEEP, { keys, limit, unannouncedMs })
      const returned = back.filter(({ connection }) => mine.has(connection))
      back = []
      return { gone: swept.gone, back: [...returned, ...swept.back] }
    },
    people: () => people,
  }
  return {
    ...connections,
    /** Says that this process lives, now. */
    beat: beatOnce,
    /** Ends in order; its connections are closed already. */
    async stop(): Promise<void> {
      clearInterval(timer)
      await beating
      if (redis.isReady()) await run(LEAVE, { keys, process })
    },
  }
}
