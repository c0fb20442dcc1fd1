import type { WebSocket } from 'ws'
import type { Clock } from '@/lib/server/ports/system'
import type { OwnDelay } from './own-delay'

const PING_INTERVAL_MS = 15_000

type Pinged = Pick<WebSocket, 'ping' | 'terminate'> & { on(event: 'pong', listener: () => void): unknown }

interface Deps {
  readonly clock: Clock
  readonly ownDelay: OwnDelay
}

/**
 * Ends the connection when it has not answered a ping by the next one; the time in which the server itself did not run is given
 * back, in whole intervals.
 *
 * @returns how to stop
 */
export function pingRaw(client: Pinged, { clock, ownDelay }: Deps): () => void {
  let unanswered = 0
  let delayBefore = ownDelay.total()
  client.on('pong', () => {
    unanswered = 0
    delayBefore = ownDelay.total()
  })
  return clock.every(PING_INTERVAL_MS, () => {
    const givenBack = Math.ceil((ownDelay.total() - delayBefore) / PING_INTERVAL_MS)
    if (unanswered > givenBack) return client.terminate()
    unanswered += 1
    client.ping()
  })
}
