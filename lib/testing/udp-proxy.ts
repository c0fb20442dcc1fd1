import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { createBadLine, type LineConditions } from './bad-line'

const LOOPBACK = '127.0.0.1'

/** Between one side and a relay: what that side sends and receives passes two directions of a line. */
export interface UdpProxy {
  /** On loopback; takes the place of the target's. */
  readonly port: number
  /** From now on, in both directions or in the one that is named. */
  change(conditions: Partial<LineConditions>, direction?: 'up' | 'down'): void
  /** Datagrams that came and that were passed on, so far. */
  counts(): { readonly up: Passage; readonly down: Passage }
  close(): Promise<void>
}

interface Passage {
  readonly came: number
  readonly passed: number
}

interface Options {
  /** The relay's port on loopback. */
  readonly target: number
  /** The same seed loses the same datagrams. */
  readonly seed?: number
  readonly conditions?: Partial<LineConditions>
}

/**
 * A bad line in front of a UDP server on this machine. Every client address has a socket of its own towards the server, which so
 * distinguishes them as it would without.
 *
 * @see bad-line.ts for what it does to each datagram
 */
export async function openUdpProxy({ target, seed = 1, conditions = {} }: Options): Promise<UdpProxy> {
  const front = createSocket('udp4')
  const upstreams = new Map<string, Socket>()
  const up = createDirection(seed, conditions)
  const down = createDirection(seed + 1, conditions)

  function upstreamOf(address: string, port: number): Socket {
    const client = `${address} ${port}`
    const known = upstreams.get(client)
    if (known) return known
    const upstream = createSocket('udp4')
    upstream.on('message', (datagram) => down.pass(datagram, () => front.send(datagram, port, address)))
    // The server's port may be closed for a while: that is a line without an answer.
    upstream.on('error', () => undefined)
    upstreams.set(client, upstream)
    return upstream
  }

  front.on('message', (datagram, { address, port }) => {
    const upstream = upstreamOf(address, port)
    up.pass(datagram, () => upstream.send(datagram, target, LOOPBACK))
  })
  front.bind(0, LOOPBACK)
  await once(front, 'listening')

  return {
    port: front.address().port,
    change(changed, direction) {
      if (direction !== 'down') up.change(changed)
      if (direction !== 'up') down.change(changed)
    },
    counts: () => ({ up: up.counts(), down: down.counts() }),
    async close() {
      up.stop()
      down.stop()
      await Promise.all([front, ...upstreams.values()].map(closed))
    },
  }
}

/** One direction in real time. Datagrams leave in the order in which they came, however late a timer is. */
function createDirection(seed: number, conditions: Partial<LineConditions>) {
  const line = createBadLine(seed, conditions)
  const timers = new Set<NodeJS.Timeout>()
  const onTheWay: { readonly arrival: number; readonly send: () => void }[] = []
  let [came, passed] = [0, 0]

  function deliverWhatIsDue(): void {
    const now = performance.now()
    while (onTheWay[0] && onTheWay[0].arrival <= now) {
      passed += 1
      onTheWay.shift()?.send()
    }
  }

  function deliverAfter(wait: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      deliverWhatIsDue()
      // A timer may be a fraction of a millisecond early.
      if (onTheWay[0] && timers.size === 0) deliverAfter(1)
    }, Math.ceil(wait))
    timers.add(timer)
  }

  return {
    stop(): void {
      for (const timer of timers) clearTimeout(timer)
      onTheWay.length = 0
    },
    change: line.change,
    counts: (): Passage => ({ came, passed }),
    pass(datagram: Buffer, send: () => void): void {
      came += 1
      const now = performance.now()
      const arrival = line.arrival(datagram.length, now)
      if (arrival === undefined) return
      onTheWay.push({ arrival, send })
      if (arrival <= now) deliverWhatIsDue()
      else deliverAfter(arrival - now)
    },
  }
}

const closed = (socket: Socket) => new Promise<void>((done) => socket.close(() => done()))
