import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { LimitVerdict } from '@/lib/domain/limits'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import type { Keys } from './keys'
import { defineScript, type RunScript } from './scripts'

/** Longer than the window, because the clocks of two machines are never quite the same. */
const MARGIN_MS = 10_000

interface Attempt {
  readonly key: string
  readonly max: number
  readonly windowMs: Millis
  readonly now: Millis
}

/** When the attempts were counted, oldest first, at most `max`: one look, one decision. */
const TAKE = defineScript<Attempt, LimitVerdict>({
  lua: `
    local key, max, window, now = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
    local oldest = tonumber(redis.call('LINDEX', key, 0))
    while oldest and now - oldest >= window do
      redis.call('LPOP', key)
      oldest = tonumber(redis.call('LINDEX', key, 0))
    end
    local counted = redis.call('LLEN', key)
    -- A clock that was set back since, or another machine's: what seems to come was at the latest now.
    for index = counted - 1, 0, -1 do
      if tonumber(redis.call('LINDEX', key, index)) <= now then break end
      redis.call('LSET', key, index, ARGV[3])
    end
    oldest = oldest and math.min(oldest, now)
    if oldest and counted >= max then return { 0, oldest + window - now } end
    redis.call('RPUSH', key, ARGV[3])
    redis.call('PEXPIRE', key, window + tonumber(ARGV[4]))
    return { 1, max - counted - 1 }
  `,
  input: ({ key, max, windowMs, now }) => ({ keys: [key], args: [max, windowMs, now, MARGIN_MS] }),
  reply: z
    .tuple([z.number(), z.number()])
    .transform(([allowed, rest]) =>
      allowed === 1 ? { allowed: true, remaining: rest } : { allowed: false, retryAfterMs: rest },
    ),
})

/**
 * Sliding windows of the whole fleet. While Redis is away `fallback` counts: limits then hold in each process by itself, and
 * nobody is locked out of what does not need Redis.
 */
export function createRedisLimiter(run: RunScript, keys: Keys, fallback: Limiter): Limiter {
  return {
    async take(key, limit, now) {
      try {
        return await run(TAKE, { key: keys.limit(key), ...limit, now })
      } catch (error) {
        if (isDomainError(error) && error.reason === 'UNAVAILABLE') return fallback.take(key, limit, now)
        throw error
      }
    },
  }
}
