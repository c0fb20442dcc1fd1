import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import type { Millis } from '@/lib/domain/ids'
import type { Marks } from '@/lib/server/ports/connections/marks'
import type { Keys } from '../keys'
import { defineScript, type RunScript } from '../scripts'

const SET = defineScript<{ key: string; lifeMs: Millis }, unknown>({
  lua: `return redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])`,
  input: ({ key, lifeMs }) => ({ keys: [key], args: [lifeMs] }),
  reply: z.unknown(),
})
const HAS = defineScript<{ key: string }, boolean>({
  lua: `return redis.call('EXISTS', KEYS[1])`,
  input: ({ key }) => ({ keys: [key] }),
  reply: z.number().transform((count) => count === 1),
})

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  readonly lifeMs: Millis
  /** Remembers, in this process by itself, while Redis is away. */
  readonly fallback: Marks
}

/** Of the whole fleet. */
export function createRedisMarks({ run, keys, lifeMs, fallback }: Deps): Marks {
  const keyOf = (key: string) => `${keys.prefix}:{mark:${key}}`

  async function orElse<T>(asked: Promise<T>, instead: () => Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      if (isDomainError(error) && error.reason === 'UNAVAILABLE') return instead()
      throw error
    }
  }

  return {
    async set(key, now) {
      await orElse(run(SET, { key: keyOf(key), lifeMs }), () => fallback.set(key, now))
    },
    has: (key, now) => orElse(run(HAS, { key: keyOf(key) }), () => fallback.has(key, now)),
  }
}
