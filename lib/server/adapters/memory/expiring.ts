import type { Millis } from '@/lib/domain/ids'
import { createGenerations } from './generations'

/** Values that are gone this long after they were set; memory shrinks with use. */
export function createExpiring<Value>(lifeMs: Millis) {
  const entries = createGenerations<{ readonly value: Value; readonly until: Millis }>(lifeMs)

  return {
    get(key: string, now: Millis): Value | undefined {
      const entry = entries.get(key, now)
      return entry && entry.until > now ? entry.value : undefined
    },
    set: (key: string, value: Value, now: Millis) => entries.set(key, { value, until: now + lifeMs }, now),
    delete: entries.delete,
  }
}
