import { ErrorReply, ReconnectStrategyError } from '@redis/client'
import { RedisError } from './redis-error'

/** A line at a time, as pino logs them. */
export interface RedisLog {
  info(message: string): void
  warn(message: string): void
}

/** How long a start waits for a Redis that is not there yet. */
const WAIT_MS = 60_000
const RETRY_MS = 500
const LOG_EVERY_MS = 5_000
const MAX_PAUSE_MS = 2_000
/** Replies of a server that will serve later: it loads, elects, or replicates. */
const PASSING = /^(LOADING|BUSY|CLUSTERDOWN|MASTERDOWN|TRYAGAIN|READONLY|NOREPLICAS|OOM|UNBLOCKED)\b/

/** Whether the same command may succeed later; anything else is a bug or a wrong configuration. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof ErrorReply) || PASSING.test(error.message)

/**
 * When to try again. Until the first connection: every half second, with a line in the log, and giving up after `patience` ms or at
 * once where Redis refuses. Afterwards for ever, with growing pauses that differ from process to process.
 */
export function createReconnecting(address: string, log: RedisLog, patience = WAIT_MS) {
  const start = performance.now()
  let hasConnected = false
  let loggedAt = -Infinity

  function beforeFirst(cause: Error): number | Error {
    const waited = performance.now() - start
    if (!isPassing(cause) || waited >= patience) return unreachable(address, cause)
    if (waited - loggedAt >= LOG_EVERY_MS) {
      loggedAt = waited
      log.warn(`Waiting for Redis at ${address}: ${reasonOf(cause)}`)
    }
    return RETRY_MS
  }

  return {
    connected: () => void (hasConnected = true),
    strategy: (retries: number, cause: Error): number | Error =>
      hasConnected ? pauseAfter(retries, Math.random()) : beforeFirst(cause),
  }
}

/** Doubles from 50 ms to 2 s; half of it is chance, so that a fleet does not come back in one wave. @param chance - 0 to 1 */
export function pauseAfter(retries: number, chance: number): number {
  const longest = Math.min(MAX_PAUSE_MS, 50 * 2 ** Math.min(retries, 10))
  return Math.round(longest / 2 + (longest / 2) * chance)
}

export function unreachable(address: string, cause: unknown): RedisError {
  return new RedisError(
    'REDIS_UNREACHABLE',
    `Redis at ${address} cannot be used: ${reasonOf(cause)}. Check REDIS_URL, and that Redis 7 or later runs there.`,
    { cause },
  )
}

/** The sentence of a refusal that the library wrapped. */
export function unwrap(error: unknown): unknown {
  return error instanceof ReconnectStrategyError ? error.originalError : error
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message || error.name : String(error)
}
