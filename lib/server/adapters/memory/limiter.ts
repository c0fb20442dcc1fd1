import type { Millis } from '@/lib/domain/ids'
import type { Limiter } from '@/lib/server/ports/limiter'

interface Window {
  /** When the attempts were counted, oldest first; at most `max`. */
  readonly times: Millis[]
  expiresAt: Millis
}

/** Windows looked at for expiry with each attempt: memory shrinks again at no cost to anybody. */
const SWEEP = 2

/** Sliding windows of one process; `size` is how many are remembered. */
export function createMemoryLimiter(): Limiter & { size(): number } {
  const windows = new Map<string, Window>()

  /** Looks at the windows at the front: drops the expired, puts the others to the back. */
  function sweep(now: Millis): void {
    let looked = 0
    for (const [key, window] of windows) {
      if (looked === SWEEP) return
      looked += 1
      windows.delete(key)
      if (window.expiresAt > now) windows.set(key, window)
    }
  }

  return {
    async take(key, { max, windowMs }, now) {
      sweep(now)
      const window = windows.get(key) ?? { times: [], expiresAt: 0 }
      const { times } = window
      while (times[0] !== undefined && now - times[0] >= windowMs) times.shift()
      const oldest = times[0]
      if (oldest !== undefined && times.length >= max) {
        return { allowed: false, retryAfterMs: oldest + windowMs - now }
      }
      times.push(now)
      window.expiresAt = now + windowMs
      windows.set(key, window)
      return { allowed: true, remaining: max - times.length }
    },
    size: () => windows.size,
  }
}
