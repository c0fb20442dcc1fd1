import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'

/** A second and three quarters of what carries no picture, and nothing that a line would feel. */
export const UPLINK_BYTES = 32 * 1024
/** A line that needs longer carries no picture, however much longer. */
export const UPLINK_PATIENCE_MS: Millis = 4_000

/**
 * How much the line can send, by sending something once. Too low on a line with a long way, too high on none.
 *
 * @param send resolves to whether it arrived; aborted when it takes too long
 * @returns kbps; undefined: not known
 */
export async function measureUplink(
  send: (bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<boolean>,
  clock: Clock,
): Promise<number | undefined> {
  const begun = clock.now()
  const late = new AbortController()
  const drop = clock.later(UPLINK_PATIENCE_MS, () => late.abort())
  try {
    // Noise, which nothing on the way can make smaller.
    const hasArrived = await send(crypto.getRandomValues(new Uint8Array(UPLINK_BYTES)), late.signal)
    return hasArrived ? kbps(clock.now() - begun) : late.signal.aborted ? kbps(UPLINK_PATIENCE_MS) : undefined
  } finally {
    drop()
  }
}

const kbps = (ms: Millis) => Math.round((8 * UPLINK_BYTES) / Math.max(1, ms))
