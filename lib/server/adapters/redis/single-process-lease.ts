import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { connectionKeys } from './connections/connection-scripts'
import type { Keys } from './keys'
import { RedisError } from './client/redis-error'
import type { RedisLog } from './client/reconnecting'
import { luaSource } from './lua-source'
import { defineScript, type RunScript } from './scripts'

/** A process that died is forgotten after this long; one that starts waits a little longer for it. */
const LEASE_MS = 5_000
const RENEW_MS = 1_000
const PATIENCE_MS = 12_000
const RETRY_MS = 500

interface Settings {
  readonly run: RunScript
  readonly keys: Keys
  /** The name this process has among the connections. */
  readonly process: string
  /** Whether this process keeps a database of its own, and so must be the only one. */
  readonly isAlone: boolean
  readonly log: RedisLog
  /** Called when another process got the lease while Redis could not be reached. */
  readonly onTaken: (error: RedisError) => void
  readonly patience?: number
}

interface Claim {
  readonly keys: Keys
  readonly process: string
  readonly isAlone: boolean
}

/** One that must be alone and any other exclude each other. @returns whether this one may be here */
const CLAIM = defineScript<Claim, boolean>({
  lua: luaSource({}, 'single-process-lease.lua'),
  input: ({ keys, process, isAlone }) => ({
    keys: [aloneKey(keys), connectionKeys(keys).leases],
    args: [process, isAlone, LEASE_MS],
  }),
  reply: z.number().transform((may) => may === 1),
})

const RELEASE = defineScript<Claim, null>({
  lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end return false`,
  input: ({ keys, process }) => ({ keys: [aloneKey(keys)], args: [process] }),
  reply: z.null(),
})

const aloneKey = (keys: Keys) => connectionKeys(keys).alone

/**
 * Makes sure that processes with databases of their own do not share a Redis: their people could not meet.
 *
 * @returns how to release the lease
 * @throws RedisError REDIS_TAKEN
 */
export async function claimSingleProcessLease(settings: Settings): Promise<() => Promise<void>> {
  const { run, keys, process, isAlone, log, onTaken, patience = PATIENCE_MS } = settings
  const claim = { keys, process, isAlone }
  const start = performance.now()
  let isLogged = false
  while (!(await run(CLAIM, claim))) {
    if (performance.now() - start >= patience) throw taken(isAlone)
    if (!isLogged) log.warn('Another process uses this Redis alone; waiting a moment, in case it is ending')
    isLogged = true
    await wait(RETRY_MS)
  }
  if (!isAlone) return () => Promise.resolve()

  let isHeld = true
  const renew = setInterval(() => {
    run(CLAIM, claim).then(
      (may) => void (isHeld && !may && onTaken(taken(isAlone))),
      () => undefined, // Redis is away, which is reported elsewhere
    )
  }, RENEW_MS)
  renew.unref()
  return async () => {
    isHeld = false
    clearInterval(renew)
    await run(RELEASE, claim)
  }
}

function taken(isAlone: boolean): RedisError {
  return new RedisError(
    'REDIS_TAKEN',
    isAlone
      ? 'Another process uses this Redis already. Several processes need one PostgreSQL: set DATABASE_URL for all of ' +
          'them, or stop the other process.'
      : 'A process without DATABASE_URL uses this Redis, and must be the only one. Give it the same DATABASE_URL, or stop it.',
  )
}
