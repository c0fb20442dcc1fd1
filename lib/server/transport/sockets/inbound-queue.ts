import { SerialQueue } from '../dispatch/serial-queue'
import { sizeOf } from '../dispatch/payload-size'

/** Events of one connection that may wait for their turn, and what is in all of them: some dozens of pictures. */
export const MAX_WAITING = 500
export const MAX_WAITING_SIZE = 4_000_000

/** The events of one connection, handled one after the other, so that what a client sends in order takes effect in order. */
export class InboundQueue {
  private readonly queue: SerialQueue
  private isFlooded = false
  /** Of what waits for its turn, or has it. */
  private waitingSize = 0

  constructor(onError: (error: unknown) => void) {
    this.queue = new SerialQueue(onError)
  }

  /** Runs a job after what was queued before it. */
  run(job: () => Promise<void>): void {
    this.queue.add(job)
  }

  /**
   * Handles an event in its turn. What was sent before an ordinary end still counts; a flood's backlog does not.
   *
   * @returns false when too much waits: the connection is to be closed
   */
  accept(event: string, payload: unknown, handle: () => Promise<void>): boolean {
    if (this.isFlooded) return true
    const size = event.length + sizeOf(payload)
    if (this.queue.waiting() >= MAX_WAITING || this.waitingSize + size > MAX_WAITING_SIZE) {
      this.isFlooded = true
      return false
    }
    this.waitingSize += size
    this.queue.add(async () => {
      try {
        if (!this.isFlooded) await handle()
      } finally {
        this.waitingSize -= size
      }
    })
    return true
  }
}
