import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Chance } from './chance'

/** What a network does to those who use it. */
export interface Trouble {
  /** Every piece of data comes this much later, ms, from … to. */
  readonly delayMs: readonly [number, number]
  /** Once in so many pieces everything stands still for `stallMs`; 0: never. */
  readonly stallOnceIn: number
  readonly stallMs: number
  /** Once in so many pieces the connection breaks; 0: never. */
  readonly cutOnceIn: number
}

/** A port in front of others, which can be a bad network. */
export interface Door {
  readonly port: number
  readonly url: string
  readonly connections: () => number
  trouble(trouble: Trouble | undefined): void
  /** Lets nothing through any more, and closes nothing: neither side is told. New connections hang. */
  fallSilent(): void
  /** What was held is let through. */
  speakAgain(): void
  /** Breaks every connection. */
  cut(): void
  close(): Promise<void>
}

interface Settings {
  /** The ports behind it, asked at each connection; the first that answers is taken. */
  readonly targets: () => readonly number[]
  readonly chance: Chance
}

/** A TCP proxy on a loopback port. */
export async function openDoor({ targets, chance }: Settings): Promise<Door> {
  const passages = new Set<Passage>()
  const held: Socket[] = []
  let isSilent = false
  let trouble: Trouble | undefined
  const server = createServer((client) => {
    client.on('error', () => client.destroy())
    if (isSilent) held.push(client)
    else void letIn(client)
  })

  async function letIn(client: Socket): Promise<void> {
    const behind = await reach(targets())
    if (!behind || client.destroyed) {
      behind?.destroy()
      client.destroy()
      return
    }
    const passage = openPassage(client, behind, { chance, trouble: () => trouble })
    if (isSilent) passage.hold()
    passages.add(passage)
    passage.onClosed(() => passages.delete(passage))
  }

  function cut(): void {
    for (const passage of passages) passage.cut()
    for (const client of held.splice(0)) client.destroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: () => passages.size,
    trouble: (next) => void (trouble = next),
    fallSilent() {
      isSilent = true
      for (const passage of passages) passage.hold()
    },
    speakAgain() {
      isSilent = false
      for (const passage of passages) passage.release()
      for (const client of held.splice(0)) void letIn(client)
    },
    cut,
    async close() {
      cut()
      server.close()
      await once(server, 'close')
    },
  }
}

async function reach(ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      socket.destroy() // nobody is there: the next one
    }
  }
  return undefined
}

type Passage = ReturnType<typeof openPassage>

/** Two sockets and what goes between them. */
function openPassage(
  client: Socket,
  server: Socket,
  { chance, trouble }: { chance: Chance; trouble: () => Trouble | undefined },
) {
  let isHeld = false
  let onClosed = (): void => undefined
  const ways = [oneWay(client, server), oneWay(server, client)]

  function cut(): void {
    client.destroy()
    server.destroy()
    onClosed()
  }

  function oneWay(from: Socket, to: Socket) {
    let due = 0
    let isWaiting = false
    const go = (): void => {
      if (!isHeld && !isWaiting) from.resume()
    }
    const pass = (chunk: Buffer): void => {
      if (to.destroyed || to.write(chunk)) return
      isWaiting = true
      from.pause()
      to.once('drain', () => {
        isWaiting = false
        go()
      })
    }
    from.setNoDelay(true)
    from.on('data', (chunk) => {
      const now = trouble()
      if (now && now.cutOnceIn > 0 && chance.onceIn(now.cutOnceIn)) return cut()
      due = Math.max(due, performance.now() + (now ? delayBy(now, chance) : 0))
      const wait = due - performance.now()
      if (wait <= 0) pass(chunk)
      else setTimeout(pass, wait, chunk)
    })
    // While nothing gets through, the end of one side is no news for the other.
    const over = (): void => {
      if (!isHeld) cut()
    }
    from.on('error', over).on('close', over)
    return { from, go }
  }

  return {
    cut,
    onClosed: (listener: () => void) => void (onClosed = listener),
    hold() {
      isHeld = true
      for (const { from } of ways) from.pause()
    },
    release() {
      isHeld = false
      if (client.destroyed || server.destroyed) return cut()
      for (const { go } of ways) go()
    },
  }
}

function delayBy({ delayMs: [low, high], stallOnceIn, stallMs }: Trouble, chance: Chance): number {
  const stall = stallOnceIn > 0 && chance.onceIn(stallOnceIn) ? stallMs : 0
  return chance.between(low, high) + stall
}
