import type { Clock } from './ports/system'

/** Every adapter notices the same loss within this long; clients are sent one end for it. */
const NOTICED_WITHIN_MS = 1_000

interface Deps {
  /** Queues and sessions are lost, and no client has been sent anything. */
  readonly onLost: (listener: () => void) => void
  /** Sends the end of their session to clients that have no event for asking whether it goes on. */
  readonly sendLostEnds: () => Promise<void>
  /** This process' socket servers; each sends its clients back, to connect anew. */
  readonly servers: readonly { sendBack(): void }[]
  readonly clock: Clock
  readonly log: { warn(context: object, message: string): void }
}

/**
 * A Redis that has lost everything is never silent: this process' clients are made to connect anew, and do what they always
 * do then. Participants ask for their session and learn that it is gone; people in the queue join again.
 */
export function recoverFromStateLoss({ onLost, sendLostEnds, servers, clock, log }: Deps): void {
  let isPending = false
  onLost(() => {
    if (isPending) return
    isPending = true
    clock.after(NOTICED_WITHIN_MS, async () => {
      isPending = false
      log.warn({}, 'Redis has lost who waits and who talks; everybody here is asked to connect again')
      await sendLostEnds()
      for (const server of servers) server.sendBack()
    })
  })
}
