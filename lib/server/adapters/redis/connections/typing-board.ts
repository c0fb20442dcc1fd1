import { z } from 'zod'
import { isDomainError } from '@/lib/domain/errors'
import type { ConversationId, Millis, UserId } from '@/lib/domain/ids'
import { type TypingBoard, TYPISTS_KEPT } from '@/lib/server/ports/conversations/typing-board'
import type { Keys } from '../keys'
import { defineScript, type RunScript } from '../scripts'

/** From the last key that somebody pressed, ms: longer than anybody is shown for it. */
const KEPT_MS: Millis = 60_000

const SET = defineScript<{ key: string; user: UserId; until: Millis }, unknown>({
  lua: `
    redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
    redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -1 - ARGV[3])
    return redis.call('PEXPIRE', KEYS[1], ARGV[4])`,
  input: ({ key, user, until }) => ({ keys: [key], args: [user, until, TYPISTS_KEPT, KEPT_MS] }),
  reply: z.unknown(),
})
const CLEAR = defineScript<{ key: string; user: UserId }, unknown>({
  lua: `return redis.call('ZREM', KEYS[1], ARGV[1])`,
  input: ({ key, user }) => ({ keys: [key], args: [user] }),
  reply: z.unknown(),
})
const OF = defineScript<{ key: string; now: Millis }, readonly UserId[]>({
  lua: `return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf')`,
  input: ({ key, now }) => ({ keys: [key], args: [now] }),
  reply: z.array(z.string()),
})

interface Deps {
  readonly run: RunScript
  readonly keys: Keys
  /** Of this process by itself, while Redis is away. */
  readonly fallback: TypingBoard
}

/** Of the whole fleet. */
export function createRedisTypingBoard({ run, keys, fallback }: Deps): TypingBoard {
  const keyOf = (conversation: ConversationId) => `${keys.prefix}:{typing:${conversation}}`

  async function orElse<T>(asked: Promise<T>, instead: () => Promise<T>): Promise<T> {
    try {
      return await asked
    } catch (error) {
      if (isDomainError(error) && error.reason === 'UNAVAILABLE') return instead()
      throw error
    }
  }

  return {
    async set(conversation, user, until, now) {
      await orElse(run(SET, { key: keyOf(conversation), user, until }), () =>
        fallback.set(conversation, user, until, now),
      )
    },
    async clear(conversation, user) {
      await orElse(run(CLEAR, { key: keyOf(conversation), user }), () => fallback.clear(conversation, user))
    },
    of: (conversation, now) =>
      orElse(run(OF, { key: keyOf(conversation), now }), () => fallback.of(conversation, now)),
  }
}
