import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openUdpProxy } from './udp-proxy'

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket
}

/** A server that answers with who it takes the client for, and a proxy in front of it. */
async function open(conditions = {}) {
  const server = await bound()
  server.on('message', (datagram, { port, address }) =>
    server.send(`${datagram.toString()} from ${port}`, port, address),
  )
  const proxy = await openUdpProxy({ target: server.address().port, conditions })
  onTestFinished(() => proxy.close())

  async function client() {
    const socket = await bound()
    const received: string[] = []
    socket.on('message', (datagram) => received.push(datagram.toString()))
    const send = (...texts: string[]) => texts.forEach((text) => socket.send(text, proxy.port, '127.0.0.1'))
    return { received, send }
  }
  return { proxy, client }
}

test('each client has its answers, in order, and the server distinguishes them', async () => {
  const { client } = await open({ delayMs: 2, jitterMs: 20 })
  const [ann, bob] = [await client(), await client()]
  ann.send('1', '2', '3')
  bob.send('4')
  await vi.waitFor(() => expect([ann.received, bob.received].flat()).toHaveLength(4), { interval: 2 })
  expect(ann.received.map((text) => text[0])).toEqual(['1', '2', '3'])
  const seenAs = (texts: string[]) => new Set(texts.map((text) => text.split(' from ')[1]))
  expect(seenAs(ann.received).size).toBe(1)
  expect(seenAs(bob.received)).not.toEqual(seenAs(ann.received))
})

test('a dead line swallows what is sent, and a living one goes on with the same socket', async () => {
  const { proxy, client } = await open()
  const ann = await client()
  ann.send('1')
  await vi.waitFor(() => expect(ann.received).toHaveLength(1), { interval: 2 })
  proxy.change({ isDead: true })
  ann.send('2', '3')
  await vi.waitFor(() => expect(proxy.counts().up).toEqual({ came: 3, passed: 1 }), { interval: 2 })
  proxy.change({ isDead: false })
  ann.send('4')
  await vi.waitFor(() => expect(ann.received).toHaveLength(2), { interval: 2 })
  expect(ann.received.map((text) => text[0])).toEqual(['1', '4'])
  expect(new Set(ann.received.map((text) => text.split(' from ')[1])).size).toBe(1)
})

test('one direction alone can be dead', async () => {
  const { proxy, client } = await open()
  const ann = await client()
  proxy.change({ isDead: true }, 'down')
  ann.send('1')
  await vi.waitFor(
    () => expect(proxy.counts()).toEqual({ up: { came: 1, passed: 1 }, down: { came: 1, passed: 0 } }),
    { interval: 2 },
  )
  expect(ann.received).toEqual([])
})
