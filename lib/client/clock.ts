import type { Millis } from '@/lib/domain/ids'

/** Time as the client's machinery sees it, so that tests can turn the hands. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => Millis
  /** Runs once after `ms`; the answer cancels it. */
  readonly later: (ms: Millis, run: () => void) => () => void
}

/** A difference below this is the two clocks' own unevenness. */
const LEAP_MS = 1_000

/**
 * Epoch milliseconds that never go back: a wall clock set back must not make a wait longer. They go by the steady clock,
 * which stops in some browsers while the device sleeps; where the wall clock has gone further meanwhile, that time has
 * passed too.
 *
 * @param wall - epoch ms, as the device is set.
 * @param steady - ms since any moment; never goes back.
 */
export function createSteadyTime(wall: () => Millis, steady: () => Millis): () => Millis {
  let now = wall()
  let lastWall = now
  let lastSteady = steady()
  return () => {
    const [atWall, atSteady] = [wall(), steady()]
    const passed = Math.max(0, atSteady - lastSteady)
    const leap = atWall - lastWall - passed
    now += passed + (leap > LEAP_MS ? leap : 0)
    lastWall = atWall
    lastSteady = atSteady
    return now
  }
}

/** The browser's clock, for everything that waits. Fractions of a millisecond do not matter. */
const steadyNow = createSteadyTime(
  () => Date.now(),
  () => performance.now(),
)

export const browserClock: Clock = {
  now: () => Math.round(steadyNow()),
  later(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
