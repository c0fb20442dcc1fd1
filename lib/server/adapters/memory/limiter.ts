import type { Millis } from '@/lib/domain/ids'
import type { Limiter } from '@/lib/server/ports/connections/limiter'

/** When the attempts were counted, oldest first; at most `max`. */
type Times = Millis[]

/** Sliding windows of one process. A window without attempts is gone within its length. */
export function createMemoryLimiter(): Limiter & { size(): number } {
  /** By length of the window, then by key in order of last use, so that what has expired comes first. */
  const byLength = new Map<Millis, Map<string, Times>>()

  function windowsOf(windowMs: Millis): Map<string, Times> {
    const windows = byLength.get(windowMs) ?? new Map<string, Times>()
    byLength.set(windowMs, windows)
    return windows
  }

  return {
    async consume(key, { max, windowMs }, now) {
      const windows = windowsOf(windowMs)
      dropExpired(windows, now - windowMs)
      const times = windows.get(key) ?? []
      while (times[0] !== undefined && now - times[0] >= windowMs) times.shift()
      // A clock that was set back since: what seems to come was at the latest now.
      for (let index = times.length - 1; (times[index] ?? 0) > now; index -= 1) times[index] = now
      const oldest = times[0]
      if (oldest !== undefined && times.length >= max) {
        return { allowed: false, retryAfterMs: oldest + windowMs - now }
      }
      times.push(now)
      windows.delete(key)
      windows.set(key, times)
      return { allowed: true, remaining: max - times.length }
    },
    /** Windows held. */
    size: () => [...byLength.values()].reduce((sum, windows) => sum + windows.size, 0),
  }
}

/** Two at most with each attempt: as many as attempts can add, so memory shrinks at no cost to anyone. */
function dropExpired(windows: Map<string, Times>, before: Millis): void {
  let dropped = 0
  for (const [key, times] of windows) {
    if (dropped === 2 || (times.at(-1) ?? 0) > before) return
    windows.delete(key)
    dropped += 1
  }
}
