import { setTimeout as wait } from 'node:timers/promises'
import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'

/** What has begun is given up after that. */
const STOP_WITHIN_MS: Millis = 5_000

/** A clock whose timers end with the process. */
export interface SystemClock extends Clock {
  /** Nothing begins any more. @returns when what has begun is done, or STOP_WITHIN_MS later, so that what it uses can be closed */
  stop(): Promise<void>
}

/**
 * Time that only goes forward: the monotonic clock from a start on, so that setting the wall clock harms no window.
 *
 * @param startsAt - what the time is now
 */
export function createSystemClock(
  onError: (error: unknown) => void,
  startsAt: Millis = Date.now(),
): SystemClock {
  const started = startsAt - performance.now()
  const underWay = new Set<Promise<void>>()
  let isStopped = false

  async function attempt(action: () => Promise<void> | void): Promise<void> {
    try {
      await action()
    } catch (error) {
      onError(error)
    }
  }

  async function run(action: () => Promise<void> | void): Promise<void> {
    if (isStopped) return
    const running = attempt(action)
    underWay.add(running)
    await running
    underWay.delete(running)
  }

  return {
    now: () => Math.floor(started + performance.now()),
    after(ms, action) {
      const timer = setTimeout(() => void run(action), ms)
      timer.unref()
      return () => clearTimeout(timer)
    },
    soon: (action) => void setImmediate(() => void run(action)),
    every(ms, action) {
      let busy = false
      const runOnce = async () => {
        if (busy) return
        busy = true
        await run(action)
        busy = false
      }
      const timer = setInterval(() => void runOnce(), ms)
      timer.unref()
      return () => clearInterval(timer)
    },
    async stop() {
      isStopped = true
      await Promise.race([Promise.all(underWay), wait(STOP_WITHIN_MS, undefined, { ref: false })])
    },
  }
}
