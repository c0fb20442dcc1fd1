import { browserClock, type Clock } from '@/lib/client/clock'
import { isServerReachable } from '@/lib/client/realtime/network-hint'
import { retryDelay } from '@/lib/client/realtime/retry-ladder'

interface Deps {
  readonly clock: Clock
  /** From 0 to 1. */
  readonly chance: () => number
  readonly isReachable: () => Promise<boolean>
  /** Calls back when the device reports a network. @returns what ends that */
  readonly onNetwork: (listener: () => void) => () => void
}

/**
 * Loads a part of a page whose code comes when it is needed. Without a network that takes as long as the network does: a part that
 * failed would take the whole page with it, and what is kept on it.
 *
 * @throws what `load` throws, once the server answers and its code is not there: it is of another build
 */
export function createUntilLoaded({ clock, chance, isReachable, onNetwork }: Deps) {
  const pause = (attempt: number) =>
    new Promise<void>((resolve) => {
      const goOn = () => {
        stopWaiting()
        stopListening()
        resolve()
      }
      const stopWaiting = clock.later(retryDelay(attempt, chance()), goOn)
      const stopListening = onNetwork(goOn)
    })

  return <T>(load: () => Promise<T>) =>
    async (): Promise<T> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await load()
        } catch (error) {
          if (attempt > 1 && (await isReachable())) throw error
          console.debug('A part of the page cannot be loaded yet.', error)
          await pause(attempt)
        }
      }
    }
}

export const untilLoaded = createUntilLoaded({
  clock: browserClock,
  chance: Math.random,
  // Where a page is rendered there is no network that could come back.
  isReachable: () => (typeof window === 'undefined' ? Promise.resolve(true) : isServerReachable()),
  onNetwork(listener) {
    if (typeof window === 'undefined') return () => {}
    window.addEventListener('online', listener)
    return () => window.removeEventListener('online', listener)
  },
})
