import { createHash } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepOpen } from './keep-open'
import { createLazySocket } from './lazy-socket'
import { createFakeStores } from '@/lib/client/testing/fake-stores'
import { createTransportChoice } from './transport-choice'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const SHORT = { websocket: 300, polling: 10_000 }
/** RFC 6455, section 4.2.2. */
function acceptance(head: string): string {
  const key = /^sec-websocket-key: (.*)$/im.exec(head)?.[1]?.trim() ?? ''
  const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade']
  return [...lines, `Sec-WebSocket-Accept: ${proof}`, '', ''].join('\r\n')
}

/** A proxy as some offices have it: requests pass, and what asks for a WebSocket is taken and never answered again. */
function swallowWebSockets(target: string, answer: (head: string) => string) {
  const { port, hostname } = new URL(target)
  const open = new Set<Socket>()
  const proxy: Server = createServer((client) => {
    open.add(client)
    client.on('error', () => client.destroy())
    client.once('data', (head) => {
      if (/^upgrade: websocket/im.test(head.toString('latin1'))) {
        client.resume()
        return void client.write(answer(head.toString('latin1')))
      }
      const server = connect(Number(port), hostname, () => {
        server.write(head)
        client.pipe(server).pipe(client)
      })
      open.add(server)
      server.on('error', () => client.destroy())
    })
  })
  return {
    start: () =>
      new Promise<string>((resolve) => {
        proxy.listen(0, '127.0.0.1', () => {
          const address = proxy.address()
          resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
        })
      }),
    close: () => {
      for (const socket of open) socket.destroy()
      proxy.close()
    },
  }
}

let endings: (() => void)[] = []
beforeEach(() => {
  endings = []
})
afterEach(() => {
  for (const end of endings) end()
  vi.unstubAllGlobals()
})

test.each([
  { namespace: '/', answer: () => '', what: 'never answers' },
  { namespace: '/', answer: acceptance, what: 'accepts and passes nothing on' },
])(
  'a proxy that $what is got around by polling, and it is remembered ($namespace)',
  async ({ namespace, answer }) => {
    const proxy = swallowWebSockets(world.url(), answer)
    vi.stubGlobal('location', { origin: await proxy.start() })
    const { session } = createFakeStores()
    const open = () => {
      const socket = createLazySocket(namespace, { choice: createTransportChoice(session, SHORT) })
      const connection = keepOpen(socket, { isRefusal: () => false, signInAgain: async () => 'unanswered' })
      connection.start()
      endings.push(connection.stop)
      return connection.store
    }
    endings.push(proxy.close)

    const first = open()
    await expect.poll(() => first.getState().status, { timeout: 20_000 }).toBe('online')
    expect(first.getState()).toEqual({ status: 'online', back: false })
    const next = createTransportChoice(session).next()
    expect(next.transports[0]).toBe('polling')
  },
)

test('where WebSockets work they come first, on the next visit too', async () => {
  vi.stubGlobal('location', { origin: world.url() })
  const { session } = createFakeStores()
  const socket = createLazySocket('/', { choice: createTransportChoice(session) })
  const connection = keepOpen(socket, { isRefusal: () => false, signInAgain: async () => 'unanswered' })
  endings.push(connection.stop)
  connection.start()
  await expect.poll(() => connection.store.getState().status).toBe('online')
  expect(createTransportChoice(session).next().transports[0]).toBe('websocket')
})
