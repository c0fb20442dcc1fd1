import { setTimeout as pause } from 'node:timers/promises'
import { connectLight } from '@/lib/protocol-client/light-socket'
import { addressFor, type Contender, urlFor } from '../contenders/contender'
import { tokenOf } from '../contenders/made-people'
import { inLanes } from '../crowd'

const CONNECTING_AT_ONCE = 100
/** When a connection's first ping comes, of this product and of the bare server. */
const PING_AFTER_MS = 25_000
/** Longer than both wait for an answer. */
const FROZEN_MS = 20_000
const SETTLE_MS = 3_000

/**
 * Pings have been sent and answered, and the server does not run to read the answers until their time is over.
 *
 * @returns how many of the connections, all of which live, it took for dead
 */
export async function measureStarvation(contender: Contender, connections: number): Promise<number> {
  const servers = await contender.start()
  try {
    let closed = 0
    const indexes = Array.from({ length: connections }, (_, index) => index)
    const began = performance.now()
    const sockets = await inLanes(indexes, CONNECTING_AT_ONCE, (index) =>
      connectLight(urlFor(servers, index), {
        ...addressFor(index),
        auth: { token: tokenOf(index) },
        onClose: () => void (closed += 1),
      }),
    )
    const allPinged = performance.now() + PING_AFTER_MS + 500
    await pause(began + PING_AFTER_MS - performance.now() - 200)
    // Nobody answers while the pings are sent, so that all of them are on their way when the server stands still.
    for (const socket of sockets) socket.pause()
    await pause(allPinged - performance.now())
    for (const server of servers) server.freeze()
    for (const socket of sockets) socket.resume()
    await pause(FROZEN_MS)
    for (const server of servers) server.thaw()
    await pause(SETTLE_MS)
    const taken = closed
    for (const socket of sockets) socket.terminate()
    return taken
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
