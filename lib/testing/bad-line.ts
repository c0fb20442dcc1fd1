import type { Millis } from '@/lib/domain/ids'
import { createChance } from '@/lib/server/demo/chance'

/** What one direction of a line does to datagrams. */
export interface LineConditions {
  /** From 0 to 1: how many are lost on the way. */
  readonly loss: number
  readonly delayMs: Millis
  /** Up to so much more, each time another; they stay in order all the same. */
  readonly jitterMs: Millis
  /** What gets through at most, headers included; undefined: all. */
  readonly kbps: number | undefined
  /** With `kbps`: what would wait for longer than this at the narrow point is lost, as at a router. */
  readonly queueMs: Millis
  /** Nothing gets through. */
  readonly isDead: boolean
}

/** A line without faults. */
const GOOD_LINE: LineConditions = {
  loss: 0,
  delayMs: 0,
  jitterMs: 0,
  kbps: undefined,
  queueMs: 300,
  isDead: false,
}

/** Of IPv4 and UDP, which count on a real line. */
const HEADER_BYTES = 28

/** One direction of a line, without a network: what becomes of a datagram is decided when it is sent. @param seed - any whole number */
export function createBadLine(seed: number, conditions: Partial<LineConditions> = {}) {
  const chance = createChance(seed)
  let now: LineConditions = { ...GOOD_LINE, ...conditions }
  /** Until when the narrow point is busy with what came before. */
  let busyUntil: Millis = -Infinity
  let lastArrival: Millis = -Infinity

  return {
    /** What is on the way already arrives as it would have. */
    change(conditionsNow: Partial<LineConditions>): void {
      now = { ...now, ...conditionsNow }
    },

    /** When a datagram arrives that is sent at `at`; undefined: it is lost. */
    arrival(bytes: number, at: Millis): Millis | undefined {
      const { loss, delayMs, jitterMs, kbps, queueMs, isDead } = now
      // Drawn each time, so that a change of one condition leaves the others' course as it was.
      const [lossDrawn, jitterDrawn] = [chance.next(), chance.next()]
      if (isDead) return undefined
      const begins = kbps === undefined ? at : Math.max(at, busyUntil)
      if (begins - at > queueMs) return undefined
      const through = kbps === undefined ? at : begins + ((bytes + HEADER_BYTES) * 8) / kbps
      busyUntil = Math.max(busyUntil, through)
      if (lossDrawn < loss) return undefined
      lastArrival = Math.max(lastArrival, through + delayMs + jitterMs * jitterDrawn)
      return lastArrival
    },
  }
}
