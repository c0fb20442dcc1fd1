import type { ConnectionId } from '@/lib/domain/ids'
import type { LiveConnections } from '@/lib/server/ports/connections/live-connections'
import { KEEP_LIVE, memberOf, PAGE_OF_LIVE } from './live-connection-scripts'
import type { ProcessSettings } from './process-settings'

/** What is known of a process that does not renew it is forgotten after this. */
const LEASE_MS = 6_000
const KEEP_MS = 1_000
/** Changes in one script. */
const AT_ONCE = 500

/** Connections of all processes. Each writes its own once a second, all changes together, so that nobody who connects waits for it. */
export function createRedisLiveConnections({
  run,
  redis,
  keys,
  process,
  onError,
  leaseMs = LEASE_MS,
}: ProcessSettings & { readonly leaseMs?: number }) {
  const key = `${keys.prefix}:{live}`
  const mine = new Map<ConnectionId, string>()
  const added = new Set<string>()
  const removed = new Set<string>()
  /** Whether Redis may know something else than what it was told. */
  let isUnsure = false
  let keeping: Promise<void> | undefined

  /** Its member is in one of the two sets, or known as it is. */
  function forget(member: string): void {
    if (!added.delete(member)) removed.add(member)
  }

  function take(from: Set<string>): string[] {
    const some = [...from.values().take(AT_ONCE)]
    for (const one of some) from.delete(one)
    return some
  }

  async function keep(): Promise<void> {
    do {
      const isAnew = isUnsure
      if (isAnew) {
        removed.clear()
        for (const one of mine.values()) added.add(one)
      }
      const changes = { removed: take(removed), added: take(added) }
      isUnsure = true // until it is known that they arrived
      const known = await run(KEEP_LIVE, { key, process, leaseMs, isAnew, ...changes })
      // Otherwise Redis has restarted, or took this process for dead: all of them again, a beat later.
      isUnsure = known !== mine.size - added.size + removed.size
    } while (!isUnsure && added.size + removed.size > 0)
  }

  function keepOnce(): Promise<void> {
    keeping ??= keep()
      .catch((error: unknown) => void (redis.isReady() && onError(error)))
      .finally(() => (keeping = undefined))
    return keeping
  }

  const timer = setInterval(() => void (redis.isReady() && keepOnce()), KEEP_MS)
  timer.unref()

  const live: LiveConnections = {
    opened(connection) {
      const member = memberOf(connection)
      const before = mine.get(connection.connection)
      if (before === member) return
      if (before !== undefined) forget(before)
      mine.set(connection.connection, member)
      if (!removed.delete(member)) added.add(member)
    },
    closed(connection) {
      const member = mine.get(connection)
      if (member === undefined) return
      mine.delete(connection)
      forget(member)
    },
    page: (tenant, from, limit) => run(PAGE_OF_LIVE, { key, tenant, from, limit }),
  }
  return {
    ...live,
    /** Writes what changed, now. */
    keep: keepOnce,
    stop: () => clearInterval(timer),
  }
}
