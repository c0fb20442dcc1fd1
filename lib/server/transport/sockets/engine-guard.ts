import type { Server as Engine, Socket as EngineSocket } from 'engine.io'
import type { Millis } from '@/lib/domain/ids'
import { partsIn, UNFIT_JSON } from '../http/json-text'
import type { SocketCounters, ClosingReason } from './socket-counters'
import { createTurnBudgets, type Spend } from '../http/turn-budget'
import { MAX_UNREAD_BYTES } from './unread'

/** Namespaces that one connection may ask for; a client asks for each once. */
const MAX_CONNECTS = 20
/** Between packets of a poll. */
const SEPARATOR = '\u001e'
/** The kind of a Socket.IO packet, number of attachments, namespace and acknowledgement. Whatever is longer names nothing. */
const HEAD = /^\d(?:\d{1,10}-)?(?:\/[^,]{0,100}(?:,|$))?\d{0,40}(?![\d/])/
const EVENT = /^2(?:\/[^,]{0,100},)?\d{0,40}\["(?:[^"\\]|\\.){0,200}"/s

interface Packet {
  readonly type: string
  readonly data?: unknown
}

/** Of the library's transports, what it keeps to itself. */
interface Transport {
  readonly name: string
  /** Of a WebSocket. */
  readonly socket?: {
    readonly bufferedAmount: number
    on(event: 'ping' | 'close', listener: () => void): void
    terminate(): void
  }
  onPacket(packet: Packet): void
  onData(data: string): void
}

interface Settings {
  readonly closeTimeout: Millis
  readonly counters: SocketCounters
}

/**
 * Checks what arrives before anything is made of it. The library decodes whole packets, any number of them at once, and
 * makes a socket of every connect packet: a megabyte could keep all other clients waiting for seconds.
 *
 * An event too dear to parse reaches dispatch with a payload that is refused; everything else of that kind ends the connection.
 */
export function guardEngine(engine: Engine, { closeTimeout, counters }: Settings): void {
  const openBudget = createTurnBudgets()
  engine.on('connection', (conn: EngineSocket) => {
    const guard = createGuard(conn, openBudget(), counters)
    conn.once('close', (reason) => endSocket(conn, reason === 'ping timeout' ? 0 : closeTimeout))
    guard(conn.transport as unknown as Transport)
    conn.on('upgrading', (transport) => guard(transport as unknown as Transport))
  })
}

/** Who is stuck in a frame answers no goodbye either, and would keep socket and memory for the library's 30 s. */
function endSocket({ transport }: EngineSocket, within: Millis): void {
  const { socket } = transport as unknown as Transport
  if (!socket) return
  const timer = setTimeout(() => socket.terminate(), within)
  socket.on('close', () => clearTimeout(timer))
}

function createGuard(
  conn: EngineSocket,
  spend: Spend,
  counters: SocketCounters,
): (transport: Transport) => void {
  const guarded = new WeakSet<Transport>()
  let connects = 0
  let isBroken = false

  function breakOff({ socket }: Transport, why: ClosingReason = 'flood'): void {
    isBroken = true
    counters.count('closed', why)
    conn.close(true)
    socket?.terminate()
  }

  /** The packet to go on with; undefined: nothing honest. */
  function admitted(packet: Packet): Packet | undefined {
    const { type, data } = packet
    if (type !== 'message' || typeof data !== 'string') return spend(0) ? packet : undefined
    const [head] = HEAD.exec(data) ?? []
    if (head === undefined) return undefined
    if (data.startsWith('0') && (connects += 1) > MAX_CONNECTS) return undefined
    const parts = partsIn(data, head.length)
    if (!spend(Number.isFinite(parts) ? parts : 0)) return undefined
    return Number.isFinite(parts) ? packet : unfit(packet, data)
  }

  return (transport) => {
    if (guarded.has(transport)) return
    guarded.add(transport)
    const [onPacket, onData] = [transport.onPacket.bind(transport), transport.onData.bind(transport)]

    transport.onPacket = (packet) => {
      const good = isBroken ? undefined : admitted(packet)
      if (good) onPacket(good)
      else if (!isBroken) breakOff(transport)
    }
    if (transport.name === 'polling') {
      transport.onData = (data) => (holdsTooMany(data) ? breakOff(transport) : onData(data))
    }
    transport.socket?.on('ping', () => {
      const isRead = (transport.socket?.bufferedAmount ?? 0) <= MAX_UNREAD_BYTES
      if (!isBroken && !(spend(0) && isRead)) breakOff(transport, isRead ? 'flood' : 'unread')
    })
  }
}

/** The event with a payload that is cheap to parse and refused like its own; undefined where it is no event. */
function unfit(packet: Packet, data: string): Packet | undefined {
  const [event] = EVENT.exec(data) ?? []
  return event === undefined ? undefined : { ...packet, data: `${event},${UNFIT_JSON}]` }
}

const MOST_IN_POLL = 2_000

function holdsTooMany(poll: string): boolean {
  let count = 0
  for (let at = poll.indexOf(SEPARATOR); at !== -1; at = poll.indexOf(SEPARATOR, at + 1)) {
    count += 1
    if (count > MOST_IN_POLL) return true
  }
  return false
}
