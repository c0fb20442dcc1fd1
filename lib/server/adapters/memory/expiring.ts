import type { Millis } from '@/lib/domain/ids'

/** Values that are gone this long after they were set; memory shrinks with use, two at a time. */
export function createExpiring<Value>(lifeMs: Millis) {
  const entries = new Map<string, { readonly value: Value; readonly until: Millis }>()

  function dropExpired(now: Millis): void {
    let dropped = 0
    for (const [key, { until }] of entries) {
      if (dropped === 2 || until > now) return
      entries.delete(key)
      dropped += 1
    }
  }

  return {
    get(key: string, now: Millis): Value | undefined {
      const entry = entries.get(key)
      return entry && entry.until > now ? entry.value : undefined
    },
    set(key: string, value: Value, now: Millis): void {
      dropExpired(now)
      entries.delete(key)
      entries.set(key, { value, until: now + lifeMs })
    },
    delete: (key: string) => void entries.delete(key),
  }
}
