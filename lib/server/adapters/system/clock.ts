import type { Clock } from '@/lib/server/ports/system'

/** Time that only goes forward: the wall clock at start plus the monotonic clock, so that setting it harms no window. */
export function createSystemClock(onError: (error: unknown) => void): Clock {
  const started = Date.now() - performance.now()

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
