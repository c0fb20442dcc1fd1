import type { Millis } from '@/lib/domain/ids'

const LOOK_MS = 250
/** Timers are always a little late. */
const USUAL_MS = 50

/** How late this process itself is: it reads no answer while it does not run. */
export interface OwnDelay {
  /** The sum of all delays so far, ms; never goes back. */
  total(): Millis
}

/** @param now - ms that never go back and that nothing sets; for tests */
export function measureOwnDelay(now: () => Millis = () => performance.now()): OwnDelay {
  let total = 0
  let lookedAt = now()
  function look(): void {
    const late = now() - lookedAt - LOOK_MS
    lookedAt = now()
    if (late > USUAL_MS) total += late
  }
  setInterval(look, LOOK_MS).unref()
  return {
    total: () => {
      // Of timers that are due at once this one may be the last.
      const late = now() - lookedAt - LOOK_MS
      return late > USUAL_MS ? total + late : total
    },
  }
}
