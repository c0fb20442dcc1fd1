import type { Millis } from '@/lib/domain/ids'

/**
 * Values that are forgotten when they have not been set for this long, at the latest after twice that: the older half all at
 * once. Constant work for each use; dropping single entries from the front of a Map leaves holes that the next use walks over.
 */
export function createGenerations<Value>(lifeMs: Millis) {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  let youngSince: Millis = -Infinity

  function turn(now: Millis): void {
    if (now < youngSince) youngSince = now // the clock was set back
    const age = now - youngSince
    if (age < lifeMs) return
    old = age < 2 * lifeMs ? young : new Map()
    young = new Map()
    youngSince = now
  }

  return {
    get(key: string, now: Millis): Value | undefined {
      turn(now)
      return young.get(key) ?? old.get(key)
    },
    set(key: string, value: Value, now: Millis): void {
      turn(now)
      if (!young.has(key)) old.delete(key)
      young.set(key, value)
    },
    delete(key: string): void {
      young.delete(key)
      old.delete(key)
    },
    /** Values held. */
    size: () => young.size + old.size,
  }
}

export type Generations<Value> = ReturnType<typeof createGenerations<Value>>
