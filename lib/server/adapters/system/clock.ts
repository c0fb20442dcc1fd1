import type { Clock } from '../../ports/system'

/** Time that only goes forward: the wall clock at start plus the monotonic clock, so that setting it harms no window. */
export function createSystemClock(onError: (error: unknown) => void): Clock {
  const started = Date.now() - performance.now()

  return {
    now: () => Math.floor(started + performance.now()),
    after(ms, action) {
      const timer = setTimeout(action, ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    every(ms, action) {
      let busy = false
      const run = async () => {
        if (busy) return
        busy = true
        try {
          await action()
        } catch (error) {
          onError(error)
        } finally {
          busy = false
        }
      }
      const timer = setInterval(() => void run(), ms)
      timer.unref()
      return () => clearInterval(timer)
    },
  }
}
