import type { BusEvent } from '@/lib/server/ports/system'

/** Events that wait for a slow observer, at most; whatever comes on top is dropped and counted. */
export const MAX_BACKLOG = 1_000

interface Settings {
  readonly handle: (event: BusEvent) => Promise<void> | void
  readonly onError: (error: unknown, event: BusEvent) => void
}

/**
 * Hands events to one observer, in their order. An observer that answers at once is done when `offer` returns, so that figures
 * are true as soon as an event is published; one that takes time gets the next event when it has finished with the last.
 */
export function createObserver({ handle, onError }: Settings) {
  const backlog: BusEvent[] = []
  let isBusy = false
  let isDropping = false
  let dropped = 0

  /** @returns what to wait for, if the observer takes time */
  function attempt(event: BusEvent): Promise<void> | undefined {
    try {
      const pending = handle(event)
      // Some return a value that nothing asked for, as a counter of the metrics library does.
      return pending instanceof Promise ? pending.catch((error: unknown) => onError(error, event)) : undefined
    } catch (error) {
      onError(error, event)
      return undefined
    }
  }

  async function workOff(first: Promise<void>): Promise<void> {
    isBusy = true
    await first
    for (let next = backlog.shift(); next; next = backlog.shift()) await attempt(next)
    isBusy = false
    isDropping = false
  }

  function drop(event: BusEvent): void {
    dropped += 1
    if (isDropping) return
    isDropping = true
    onError(new Error(`${MAX_BACKLOG} events wait for an observer: more are dropped`), event)
  }

  return {
    offer(event: BusEvent): void {
      if (isBusy) {
        if (backlog.length < MAX_BACKLOG) backlog.push(event)
        else drop(event)
        return
      }
      const pending = attempt(event)
      if (pending) void workOff(pending)
    },
    dropped: () => dropped,
  }
}
