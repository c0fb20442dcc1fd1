import type { Millis } from '@/lib/domain/ids'
import type { Limiter } from '../../ports/limiter'

/** Times of the attempts counted so far, oldest first, as a ring of `max`. */
interface Window {
  readonly ring: Float64Array
  count: number
  /** Index of the oldest. */
  head: number
  expiresAt: Millis
}

/** Windows looked at for expiry with each attempt: memory shrinks again at no cost to anybody. */
const SWEEP = 2

/** Sliding windows of one process; memory for `max` times per key that was used within its window. */
export function createMemoryLimiter(): Limiter {
  const windows = new Map<string, Window>()

  /** Drops expired windows from the oldest use on; `windows` is kept in order of last use. */
  function sweep(now: Millis): void {
    let looked = 0
    for (const [key, window] of windows) {
      if (looked === SWEEP) return
      looked += 1
      if (window.expiresAt <= now) windows.delete(key)
      else {
        windows.delete(key)
        windows.set(key, window)
      }
    }
  }

  return {
    async take(key, { max, windowMs }, now) {
      sweep(now)
      const window = windows.get(key) ?? { ring: new Float64Array(max), count: 0, head: 0, expiresAt: 0 }
      while (window.count > 0 && now - (window.ring[window.head] ?? 0) >= windowMs) {
        window.head = (window.head + 1) % max
        window.count -= 1
      }
      if (window.count >= max) {
        return { allowed: false, retryAfterMs: (window.ring[window.head] ?? now) + windowMs - now }
      }
      window.ring[(window.head + window.count) % max] = now
      window.count += 1
      window.expiresAt = now + windowMs
      windows.set(key, window)
      return { allowed: true, remaining: max - window.count }
    },
  }
}
