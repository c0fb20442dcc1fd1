import type { Millis } from '@/lib/domain/ids'

/** Time as the client's machinery sees it, so that tests can turn the hands. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => Millis
  /** Runs once after `ms`; the answer takes it back. */
  readonly later: (ms: Millis, run: () => void) => () => void
}

/** The browser's clock. */
export const browserClock: Clock = {
  now: () => Date.now(),
  later(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
