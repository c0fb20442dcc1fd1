import type { KeyValueStore } from '@/lib/client/browser/key-value-store'
import type { Millis } from '@/lib/domain/ids'

type Transport = 'websocket' | 'polling'

/** How long a try may take until the server's first frame. */
export interface OpeningLimits {
  /** A WebSocket that a proxy swallows never fails by itself. */
  readonly websocket: Millis
  readonly polling: Millis
}

/** A slow phone opens a WebSocket within this; one that needs longer begins with polling and changes over later. */
const LIMITS: OpeningLimits = { websocket: 4_000, polling: 10_000 }
const KEY = 'omegoo.transport'

/**
 * With which transport a try begins. After one that timed out the other is first: some proxies accept WebSockets and
 * never pass anything on. Remembered for the visit; a connection that began with polling changes to WebSocket by itself
 * where that works.
 *
 * @param visit - what this tab keeps.
 */
export function createTransportChoice(visit: KeyValueStore, limits: OpeningLimits = LIMITS) {
  let first: Transport = visit.read(KEY) === 'polling' ? 'polling' : 'websocket'
  return {
    next: (): { readonly transports: readonly Transport[]; readonly limit: Millis } => ({
      transports: first === 'polling' ? ['polling', 'websocket'] : ['websocket', 'polling'],
      limit: limits[first],
    }),
    timedOut: () => {
      first = first === 'polling' ? 'websocket' : 'polling'
    },
    /** What works is kept; only polling is worth remembering. */
    opened: () => visit.write(KEY, first === 'polling' ? first : null),
  }
}
