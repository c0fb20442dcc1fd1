import type { Clock } from './ports/system'

/** Every adapter notices the same loss within this long; what people lost is told to them once. */
const NOTICED_WITHIN_MS = 1_000

interface Deps {
  /** Who waited and who talked is forgotten, and nobody has been told. */
  readonly onLost: (listener: () => void) => void
  /** Tells those who have no event of their own for asking whether their talk goes on. */
  readonly tellEnds: () => Promise<void>
  /** What this process' people are connected to; each sends its clients back, to connect anew. */
  readonly servers: readonly { sendBack(): void }[]
  readonly clock: Clock
  readonly log: { warn(context: object, message: string): void }
}

/**
 * A Redis that has lost everything is told, never silent: this process' clients are made to connect anew, and do what they
 * always do then. Who talked asks for the session and hears that it is gone; who waited joins again.
 */
export function tellLosses({ onLost, tellEnds, servers, clock, log }: Deps): void {
  let isToBeTold = false
  onLost(() => {
    if (isToBeTold) return
    isToBeTold = true
    clock.after(NOTICED_WITHIN_MS, async () => {
      isToBeTold = false
      log.warn({}, 'Redis has lost who waits and who talks; everybody here is asked to connect again')
      await tellEnds()
      for (const server of servers) server.sendBack()
    })
  })
}
