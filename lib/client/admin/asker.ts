/** Asks for one thing, again and again, one question at a time. */
export interface Asker {
  /** Asks now, or once more after the answer that is on its way. */
  readonly ask: () => void
  /** Nobody waits for an answer any more. */
  readonly stop: () => void
}

/** @param ask - asks once and shows the answer, where it is still wanted by then */
export function createAsker(ask: (isWanted: () => boolean) => Promise<void>): Asker {
  let isAsking = false
  let isDue = false
  let isStopped = false

  async function go(): Promise<void> {
    if (isAsking) {
      isDue = true
      return
    }
    isAsking = true
    do {
      isDue = false
      await ask(() => !isStopped)
    } while (isDue && !isStopped)
    isAsking = false
  }

  return { ask: () => void go(), stop: () => void (isStopped = true) }
}
