import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createChance } from './chance'
import { type TcpProxy, openTcpProxy } from './tcp-proxy'

const opened: { close(): void }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

/** A proxy before a server that sends back what it receives. */
async function openEcho(): Promise<{ proxy: TcpProxy; socket: Socket; received: () => string }> {
  const server = createServer((client) => client.pipe(client).on('error', () => client.destroy()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const proxy = await openTcpProxy({ chance: createChance(1), targets: () => [port] })
  const socket = connect({ port: proxy.port, host: '127.0.0.1', noDelay: true })
  let text = ''
  socket.on('data', (data) => (text += data.toString()))
  await once(socket, 'connect')
  opened.push(server, { close: () => socket.destroy() }, { close: () => void proxy.close() })
  return { proxy, socket, received: () => text }
}

const numbers = Array.from({ length: 200 }, (_, index) => `${index} `)

test('what comes late comes in order', async () => {
  const { proxy, socket, received } = await openEcho()
  proxy.toxics({ delayMs: [0, 3], stallOnceIn: 20, stallMs: 5, cutOnceIn: 0 })
  for (const number of numbers) {
    socket.write(number)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await expect.poll(received, { timeout: 10_000 }).toBe(numbers.join(''))
})

test('a silent proxy lets nothing through and closes nothing, and gives all of it later', async () => {
  const { proxy, socket, received } = await openEcho()
  socket.write('before ')
  await expect.poll(received).toBe('before ')
  proxy.partition()
  const other = connect({ port: proxy.port, host: '127.0.0.1' })
  opened.push({ close: () => other.destroy() })
  await once(other, 'connect')
  socket.write('meanwhile')
  other.write('as well')
  expect([received(), socket.closed, other.closed]).toEqual(['before ', false, false])
  proxy.heal()
  await expect.poll(received).toBe('before meanwhile')
  expect((await once(other, 'data')).toString()).toBe('as well')
})

test('a cut proxy breaks every connection', async () => {
  const { proxy, socket } = await openEcho()
  socket.write('x')
  await once(socket, 'data')
  const gone = once(socket, 'close')
  proxy.cut()
  await gone
  expect(proxy.connections()).toBe(0)
})
