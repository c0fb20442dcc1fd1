import type { Clock } from './clock'
import type { Millis } from '@/lib/domain/ids'

/** Within this the answer to what one did and the news of it have both come. */
export const TOGETHER_MS: Millis = 500

/** Calls back once for all calls within `ms` of the first. */
export interface Soon {
  readonly call: () => void
  /** What was called for and has not come is dropped. */
  readonly stop: () => void
}

export function createSoon(action: () => void, ms: Millis, clock: Pick<Clock, 'later'>): Soon {
  let drop: (() => void) | undefined
  return {
    call() {
      drop ??= clock.later(ms, () => {
        drop = undefined
        action()
      })
    },
    stop() {
      drop?.()
      drop = undefined
    },
  }
}
