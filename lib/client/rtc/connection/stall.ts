import type { Millis } from '@/lib/domain/ids'

/** What grows while packets arrive. */
export interface Arrivals {
  /** RTP packets received, of all streams. */
  readonly packets: number
  /** When the selected pair received anything at all, consent checks included; ms of any clock, undefined where unknown. */
  readonly lastPacketAt: number | undefined
}

/** How often arrivals are read. */
export const STALL_POLL_MS = 500

/** A longer gap between two readings is sleep: the page was frozen, and its connection may be well. */
const LONGEST_STEP_MS = 2 * STALL_POLL_MS

/**
 * Measures for how long nothing at all has arrived on a connected line: neither RTP, nor anything on the selected pair.
 * With DTX a silent partner sends hardly any RTP, but consent checks go on, so silence is not a stall. A connection that
 * is not connected, or not yet, has nothing that arrives.
 */
export function createStallDetector(now: Millis) {
  let last: Arrivals = { packets: 0, lastPacketAt: undefined }
  let readAt = now
  let stalled: Millis = 0
  return {
    /** @returns ms of the stall as the page was awake to see it; 0 without one */
    read(arrivals: Arrivals, isConnected: boolean, at: Millis): Millis {
      const isMoving =
        isConnected && (arrivals.packets !== last.packets || arrivals.lastPacketAt !== last.lastPacketAt)
      stalled = isMoving ? 0 : stalled + Math.min(Math.max(0, at - readAt), LONGEST_STEP_MS)
      last = arrivals
      readAt = at
      return stalled
    },
  }
}
