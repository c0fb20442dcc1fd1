import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** A clock that stands still until it is turned. */
export interface FakeClock extends Clock {
  /** Turns the hands and runs what falls due, in order, letting promises settle in between. */
  pass(ms: Millis): Promise<void>
  /** How much is to run later. */
  waiting(): number
}

export function createFakeClock(start: Millis = 1_000_000): FakeClock {
  let now = start
  let due: { at: Millis; run: () => void }[] = []

  return {
    now: () => now,
    waiting: () => due.length,
    later(ms, run) {
      const entry = { at: now + ms, run }
      due.push(entry)
      return () => (due = due.filter((other) => other !== entry))
    },
    async pass(ms) {
      const end = now + ms
      await settled()
      for (;;) {
        const next = due.toSorted((a, b) => a.at - b.at).find((entry) => entry.at <= end)
        if (!next) break
        due = due.filter((entry) => entry !== next)
        now = next.at
        next.run()
        await settled()
      }
      now = end
    },
  }
}

/** Lets everything that waits for a promise run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
