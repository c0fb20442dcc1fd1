import type { ServerResponse } from 'node:http'
import type { Socket as EngineSocket } from 'engine.io'
import { bytesOf } from './shared-packet'

/**
 * What a client may leave unread, bytes, before it is broken off: more than the pictures of a minute at the limit of messages.
 * One that comes back has missed less, and is sent it one by one in a single turn.
 */
export const MAX_UNREAD_BYTES = 5_500_000
/**
 * A packet beyond this brings a returning client all that was missed, which may be more than the bound. It comes beside it, as an
 * event and as an acknowledgement: a client on a slow line would never be done otherwise.
 */
const LARGE_BYTES = 500_000
const LARGE_AT_ONCE = 2
/** What a packet costs beside its text. */
const PACKET_BYTES = 200

/** What of an engine's transport its types keep to themselves: a WebSocket's socket, a poll's response. */
interface Transport {
  readonly socket?: { readonly bufferedAmount: number; terminate(): void }
  readonly res?: ServerResponse | null
}

interface Meter {
  /** Bytes that wait. */
  unread(): number
  /** Large packets that may wait beside the bound, and how many bytes they have. */
  readonly large: { count: number; bytes: number }
}

const meters = new WeakMap<object, Meter>()
const transportOf = (conn: EngineSocket) => conn.transport as unknown as Transport

/** Counts what waits for a client, in constant work per packet: in the engine, in its WebSocket, and in polls under way. */
export function measureUnread(conn: EngineSocket): void {
  let waiting = 0
  let polled = 0
  const large = { count: 0, bytes: 0 }
  conn.on('packetCreate', (packet: Parameters<typeof bytesOf>[0]) => {
    const bytes = PACKET_BYTES + bytesOf(packet)
    waiting += bytes
    if (bytes <= LARGE_BYTES || large.count === LARGE_AT_ONCE) return
    large.count += 1
    large.bytes += bytes
  })
  conn.on('flush', () => {
    const bytes = waiting
    waiting = 0
    const { res } = transportOf(conn)
    if (!res) return
    polled += bytes
    res.once('close', () => void (polled -= bytes))
  })
  const unread = () => waiting + polled + (transportOf(conn).socket?.bufferedAmount ?? 0)
  meters.set(conn, { unread, large })
}

/** A client that does not read: its packets must not pile up here. */
export function isStuck(conn: EngineSocket): boolean {
  const meter = meters.get(conn)
  if (!meter) return false
  const { large } = meter
  const unread = meter.unread()
  if (unread <= MAX_UNREAD_BYTES && large.count > 0) Object.assign(large, { count: 0, bytes: 0 })
  return unread > MAX_UNREAD_BYTES + large.bytes
}

/** Ends a connection with all that waits for it, at once: a client that does not read would not see a closing handshake. */
export function breakOff(conn: EngineSocket): void {
  const { socket } = transportOf(conn)
  conn.close(true)
  socket?.terminate()
}
