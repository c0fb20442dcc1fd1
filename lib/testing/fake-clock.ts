import type { Millis } from '@/lib/domain/ids'
import type { Clock } from '@/lib/server/ports/system'

interface Timer {
  at: Millis
  readonly every: Millis | undefined
  readonly action: () => Promise<void> | void
}

export interface FakeClock extends Clock {
  /** Lets time pass: runs everything that falls due, in order, each to its end. */
  advance(ms: Millis): Promise<void>
  /**
   * Lets time pass as over a machine that sleeps: what repeats runs once, at the end, however often it fell due. For long spans in which
   * nothing is expected to happen; an hour of a whole server's seconds takes eight of processor time.
   */
  sleep(ms: Millis): Promise<void>
}

/**
 * Time that stands still until a test lets it pass.
 *
 * @param onError - called with what fails when due, as a real clock's log is; without it `advance` rejects
 */
export function createFakeClock(
  start: Millis = 1_800_000_000_000,
  onError?: (error: unknown) => void,
): FakeClock {
  const timers = new Set<Timer>()
  let time = start

  function schedule(ms: Millis, every: Millis | undefined, action: Timer['action']): () => void {
    const timer: Timer = { at: time + Math.max(0, ms), every, action }
    timers.add(timer)
    return () => void timers.delete(timer)
  }

  async function run({ action }: Timer): Promise<void> {
    try {
      await action()
    } catch (error) {
      if (!onError) throw error
      onError(error)
    }
  }

  function nextUntil(end: Millis): Timer | undefined {
    let next: Timer | undefined
    for (const timer of timers) if (timer.at <= end && (!next || timer.at < next.at)) next = timer
    return next
  }

  async function advance(ms: Millis): Promise<void> {
    const end = time + ms
    for (let timer = nextUntil(end); timer; timer = nextUntil(end)) {
      time = Math.max(time, timer.at)
      if (timer.every === undefined) timers.delete(timer)
      else timer.at += timer.every
      await run(timer)
    }
    time = Math.max(time, end)
  }

  return {
    now: () => time,
    after: (ms, action) => schedule(ms, undefined, action),
    soon: (action) => void setImmediate(() => void run({ at: time, every: undefined, action })),
    every: (ms, action) => schedule(ms, ms, action),
    advance,
    async sleep(ms) {
      time += ms
      for (const timer of timers) if (timer.every !== undefined && timer.at < time) timer.at = time
      await advance(0)
    },
  }
}
