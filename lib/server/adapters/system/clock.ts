import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'

/**
 * Time that only goes forward: the monotonic clock from a start on, so that setting the wall clock harms no window.
 *
 * @param startsAt - what the time is now
 */
export function createSystemClock(onError: (error: unknown) => void, startsAt: Millis = Date.now()): Clock {
  const started = startsAt - performance.now()

  async function attempt(action: () => Promise<void> | void): Promise<void> {
    try {
      await action()
    } catch (error) {
      onError(error)
    }
  }

  return {
    now: () => Math.floor(started + performance.now()),
    after(ms, action) {
      const timer = setTimeout(() => void attempt(action), ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    every(ms, action) {
      let busy = false
      const run = async () => {
        if (busy) return
        busy = true
        await attempt(action)
        busy = false
      }
      const timer = setInterval(() => void run(), ms)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
