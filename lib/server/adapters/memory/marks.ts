import type { Millis } from '@/lib/domain/ids'
import type { Marks } from '@/lib/server/ports/connections/marks'

/** Beyond that the oldest are forgotten: some 10 MB. */
const MOST_KEPT = 100_000

/** In this process' memory. */
export function createMemoryMarks(lifeMs: Millis, most = MOST_KEPT): Marks & { size(): number } {
  /** Until when, the oldest first. */
  const marks = new Map<string, Millis>()

  function forgetOld(now: Millis): void {
    for (const [key, until] of marks) {
      if (until > now && marks.size <= most) return
      marks.delete(key)
    }
  }

  return {
    async set(key, now) {
      marks.delete(key)
      marks.set(key, now + lifeMs)
      forgetOld(now)
    },
    has: async (key, now) => (marks.get(key) ?? 0) > now,
    size: () => marks.size,
  }
}
