import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { LimitVerdict } from '@/lib/domain/limits'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import type { Keys } from '../keys'
import { luaSource } from '../lua-source'
import { defineScript, type RunScript } from '../scripts'

/** Longer than the window, because the clocks of two machines are never quite the same. */
const MARGIN_MS = 10_000

interface Attempt {
  readonly key: string
  readonly max: number
  readonly windowMs: Millis
  readonly now: Millis
}

/** When the attempts were counted, oldest first, at most `max`: read and decided in one step. */
const TAKE = defineScript<Attempt, LimitVerdict>({
  lua: luaSource({}, 'connections/limiter.lua'),
  input: ({ key, max, windowMs, now }) => ({ keys: [key], args: [max, windowMs, now, MARGIN_MS] }),
  reply: z
    .tuple([z.number(), z.number()])
    .transform(([allowed, rest]) =>
      allowed === 1 ? { allowed: true, remaining: rest } : { allowed: false, retryAfterMs: rest },
    ),
})

/**
 * Sliding windows of the whole fleet. While Redis is away `fallback` counts: limits then hold in each process by itself, and
 * people are not locked out of what does not need Redis.
 */
export function createRedisLimiter(run: RunScript, keys: Keys, fallback: Limiter): Limiter {
  return {
    async consume(key, limit, now) {
      try {
        return await run(TAKE, { key: keys.limit(key), ...limit, now })
      } catch (error) {
        if (isDomainError(error) && error.reason === 'UNAVAILABLE') return fallback.consume(key, limit, now)
        throw error
      }
    },
  }
}
