import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Chance } from './chance'
import { proxyConnection, type ProxiedConnection, type Toxics } from './proxied-connection'

/** A port in front of others, which can be a bad network. */
export interface TcpProxy {
  readonly port: number
  readonly url: string
  readonly connections: () => number
  toxics(toxics: Toxics | undefined): void
  /** Lets nothing through any more, and closes nothing: neither side notices. New connections hang. */
  partition(): void
  /** What was held is let through. */
  heal(): void
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
export async function openTcpProxy({ targets, chance }: Settings): Promise<TcpProxy> {
  const connections = new Set<ProxiedConnection>()
  const held: Socket[] = []
  let isSilent = false
  let toxics: Toxics | undefined
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
    const connection = proxyConnection(client, behind, { chance, toxics: () => toxics })
    if (isSilent) connection.hold()
    connections.add(connection)
    connection.onClosed(() => connections.delete(connection))
  }

  function cut(): void {
    for (const connection of connections) connection.cut()
    for (const client of held.splice(0)) client.destroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    connections: () => connections.size,
    toxics: (next) => void (toxics = next),
    partition() {
      isSilent = true
      for (const connection of connections) connection.hold()
    },
    heal() {
      isSilent = false
      for (const connection of connections) connection.release()
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
      socket.destroy() // nothing listens there: the next one
    }
  }
  return undefined
}
