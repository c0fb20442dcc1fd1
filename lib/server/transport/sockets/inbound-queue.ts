import { createSerialQueue } from '../dispatch/serial-queue'
import { sizeOf } from '../dispatch/payload-size'

/** Events of one connection that may wait for their turn, and what is in all of them: some dozens of pictures. */
export const MAX_WAITING = 500
export const MAX_WAITING_SIZE = 4_000_000

/** The events of one connection, handled one after the other, so that what a client sends in order takes effect in order. */
export function createInboundQueue(onError: (error: unknown) => void) {
  const queue = createSerialQueue(onError)
  let isFlooded = false
  /** Of what waits for its turn, or has it. */
  let waitingSize = 0

  return {
    /** Runs a job after what was queued before it. */
    run: (job: () => Promise<void>) => queue.add(job),
    /**
     * Handles an event in its turn. What was sent before an ordinary end still counts; a flood's backlog does not.
     *
     * @returns false when too much waits: the connection is to be closed
     */
    accept(event: string, payload: unknown, handle: () => Promise<void>): boolean {
      if (isFlooded) return true
      const size = event.length + sizeOf(payload)
      if (queue.waiting() >= MAX_WAITING || waitingSize + size > MAX_WAITING_SIZE) {
        isFlooded = true
        return false
      }
      waitingSize += size
      queue.add(async () => {
        try {
          if (!isFlooded) await handle()
        } finally {
          waitingSize -= size
        }
      })
      return true
    },
  }
}
