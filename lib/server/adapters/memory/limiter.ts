import type { Millis } from '@/lib/domain/ids'
import type { Limiter } from '@/lib/server/ports/connections/limiter'
import { createGenerations, type Generations } from './generations'

/** When the attempts were counted, oldest first; at most `max`. */
type Times = Millis[]

/** Sliding windows of one process. A window without attempts is gone within twice its length. */
export function createMemoryLimiter(): Limiter & { size(): number } {
  const byLength = new Map<Millis, Generations<Times>>()

  function windowsOf(windowMs: Millis): Generations<Times> {
    const known = byLength.get(windowMs)
    if (known) return known
    const windows = createGenerations<Times>(windowMs)
    byLength.set(windowMs, windows)
    return windows
  }

  return {
    async consume(key, { max, windowMs }, now) {
      const windows = windowsOf(windowMs)
      const times = windows.get(key, now) ?? []
      while (times[0] !== undefined && now - times[0] >= windowMs) times.shift()
      // A clock that was set back since: what seems to come was at the latest now.
      for (let index = times.length - 1; (times[index] ?? 0) > now; index -= 1) times[index] = now
      const oldest = times[0]
      if (oldest !== undefined && times.length >= max) {
        return { allowed: false, retryAfterMs: oldest + windowMs - now }
      }
      times.push(now)
      windows.set(key, times, now)
      return { allowed: true, remaining: max - times.length }
    },
    /** Windows held. */
    size: () => [...byLength.values()].reduce((sum, windows) => sum + windows.size(), 0),
  }
}
