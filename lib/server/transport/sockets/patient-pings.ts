import type { Socket as EngineSocket } from 'engine.io'
import type { Millis } from '@/lib/domain/ids'
import type { OwnDelay } from './own-delay'

/** Of the library's sockets, what it keeps to itself. */
interface Pinged {
  readyState: string
  pingTimeoutTimer: NodeJS.Timeout | null
  resetPingTimeout(): void
  onClose(reason: string): void
}

/**
 * Gives clients the time back in which the server itself did not run: their answers have arrived and are not read yet. Without
 * that a process that was starved for as long as a ping's time-out would take everybody for dead.
 */
export function pingPatiently(conn: EngineSocket, within: Millis, ownDelay: OwnDelay): void {
  const pinged = conn as unknown as Pinged

  function wait(ms: Millis): void {
    const before = ownDelay.total()
    const timer = setTimeout(() => {
      const late = ownDelay.total() - before
      if (late > 0) wait(Math.min(late, within))
      // What has arrived is read between two turns of the timers.
      else setImmediate(() => setImmediate(() => giveUp(timer)))
    }, ms)
    pinged.pingTimeoutTimer = timer
  }

  /** @param timer - an answer has taken it off, or begun another */
  function giveUp(timer: NodeJS.Timeout): void {
    if (pinged.readyState !== 'closed' && pinged.pingTimeoutTimer === timer) pinged.onClose('ping timeout')
  }

  pinged.resetPingTimeout = () => {
    if (pinged.pingTimeoutTimer) clearTimeout(pinged.pingTimeoutTimer)
    wait(within)
  }
}
