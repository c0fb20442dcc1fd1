import type { Socket } from 'node:net'
import type { Chance } from './chance'

/** What a network does to those who use it. */
export interface Toxics {
  /** Every piece of data comes this much later, ms, from … to. */
  readonly delayMs: readonly [number, number]
  /** Once in so many pieces everything stands still for `stallMs`; 0: never. */
  readonly stallOnceIn: number
  readonly stallMs: number
  /** Once in so many pieces the connection breaks; 0: never. */
  readonly cutOnceIn: number
}

interface Network {
  readonly chance: Chance
  readonly toxics: () => Toxics | undefined
}

/** Two sockets and what goes between them. */
export interface ProxiedConnection {
  /** Lets nothing through, and passes on no end of either side. */
  hold(): void
  release(): void
  cut(): void
  onClosed(listener: () => void): void
}

export function proxyConnection(client: Socket, server: Socket, network: Network): ProxiedConnection {
  let isHeld = false
  let onClosed = (): void => undefined
  const ways = [way(client, server), way(server, client)]

  function cut(): void {
    client.destroy()
    server.destroy()
    onClosed()
  }

  function way(from: Socket, to: Socket) {
    const oneWay = openWay(from, to, { ...network, cut, isHeld: () => isHeld })
    const over = (): void => {
      if (!isHeld) cut()
    }
    from.on('error', over).on('close', over)
    return oneWay
  }

  return {
    cut,
    onClosed: (listener) => void (onClosed = listener),
    hold() {
      isHeld = true
      for (const { stop } of ways) stop()
    },
    release() {
      isHeld = false
      if (client.destroyed || server.destroyed) return cut()
      for (const { go } of ways) go()
    },
  }
}

/** Carries data from one socket to the other: late perhaps, but never out of order. */
function openWay(
  from: Socket,
  to: Socket,
  { chance, toxics, cut, isHeld }: Network & { cut(): void; isHeld(): boolean },
) {
  const under: { readonly due: number; readonly chunk: Buffer }[] = []
  let timer: NodeJS.Timeout | undefined
  let isFull = false

  function go(): void {
    if (isHeld() || isFull) return
    from.resume()
    for (let next = under[0]; next && next.due <= performance.now() && !isFull; next = under[0]) {
      under.shift()
      pass(next.chunk)
    }
    const [next] = under
    if (next && !isFull) timer ??= setTimeout(wake, Math.ceil(next.due - performance.now()))
  }

  function wake(): void {
    timer = undefined
    go()
  }

  function pass(chunk: Buffer): void {
    if (to.destroyed || to.write(chunk)) return
    isFull = true
    from.pause()
    to.once('drain', () => {
      isFull = false
      go()
    })
  }

  from.setNoDelay(true)
  from.on('data', (chunk) => {
    const now = toxics()
    if (now && now.cutOnceIn > 0 && chance.onceIn(now.cutOnceIn)) return cut()
    const due = performance.now() + (now ? delayBy(now, chance) : 0)
    under.push({ due: Math.max(due, under.at(-1)?.due ?? 0), chunk })
    go()
  })
  return { go, stop: () => void from.pause() }
}

function delayBy({ delayMs: [low, high], stallOnceIn, stallMs }: Toxics, chance: Chance): number {
  const stall = stallOnceIn > 0 && chance.onceIn(stallOnceIn) ? stallMs : 0
  return chance.between(low, high) + stall
}
