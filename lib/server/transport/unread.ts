import type { ServerResponse } from 'node:http'
import type { Socket as EngineSocket } from 'engine.io'

/**
 * What a client may leave unread, bytes, before it is broken off: more than the pictures of a minute at the limit of messages,
 * which is the most that a client of ours that comes back is sent at once.
 */
export const MAX_UNREAD_BYTES = 4_000_000
/** What a packet takes beside its text. */
const PACKET_BYTES = 200

/** What of an engine's transport its types keep to themselves: a WebSocket's socket, a poll's response. */
interface Transport {
  readonly socket?: { readonly bufferedAmount: number; terminate(): void }
  readonly res?: ServerResponse | null
}

const meters = new WeakMap<object, () => number>()
const transportOf = (conn: EngineSocket) => conn.transport as unknown as Transport

/** Counts what waits for a client, in constant work per packet: in the engine, in its WebSocket, and in polls under way. */
export function measureUnread(conn: EngineSocket): void {
  let waiting = 0
  let polled = 0
  conn.on('packetCreate', ({ data }: { data?: unknown }) => {
    waiting += PACKET_BYTES + (typeof data === 'string' ? Buffer.byteLength(data) : 0)
  })
  conn.on('flush', () => {
    const bytes = waiting
    waiting = 0
    const { res } = transportOf(conn)
    if (!res) return
    polled += bytes
    res.once('close', () => void (polled -= bytes))
  })
  meters.set(conn, () => waiting + polled + (transportOf(conn).socket?.bufferedAmount ?? 0))
}

/** A client that does not read: its packets must not pile up here. */
export function isStuck(conn: EngineSocket): boolean {
  return (meters.get(conn)?.() ?? 0) > MAX_UNREAD_BYTES
}

/** Ends a connection with all that waits for it, at once: who does not read hears no goodbye either. */
export function breakOff(conn: EngineSocket): void {
  const { socket } = transportOf(conn)
  conn.close(true)
  socket?.terminate()
}
