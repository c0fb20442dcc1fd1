import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Chance } from './chance'
import { openPassage, type Passage, type Trouble } from './passage'

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
