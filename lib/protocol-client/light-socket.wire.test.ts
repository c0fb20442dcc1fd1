import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { WebSocketServer } from 'ws'
import { afterEach, expect, test, vi } from 'vitest'
import { registerGuest } from './rest'
import { connectLight, type LightSocket, type LightSocketOptions } from './light-socket'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp()
})

async function connect(url: string, options: LightSocketOptions = {}): Promise<LightSocket> {
  const socket = await connectLight(url, options)
  cleanUps.push(() => socket.terminate())
  return socket
}

/** A guest on this project's own server, and the events it receives. */
async function guest() {
  const { token } = await registerGuest(world.url())
  const received: { event: string; data: unknown }[] = []
  const socket = await connect(world.url(), {
    auth: { token },
    onEvent: (event, data) => received.push({ event, data }),
  })
  return {
    socket,
    received,
    receives: (event: string) => vi.waitUntil(() => received.find((it) => it.event === event)),
  }
}

/** An official Socket.IO server without any logic. */
async function bareServer(options: object = {}) {
  const http = createServer()
  const io = new Server(http, options)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  cleanUps.push(() => io.close())
  return { io, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}

test('two light sockets are paired, chat, and receive each other’s events', async () => {
  const [ann, bob] = [await guest(), await guest()]
  ann.socket.emit('join_text_queue')
  bob.socket.emit('join_text_queue', { interests: [] })
  await ann.receives('text_queue_joined')
  await bob.receives('text_queue_joined')
  await world.advance(300)
  await ann.receives('text_match_found')
  await bob.receives('text_match_found')
  expect(await ann.socket.ask('send_text_message', { content: 'hello' })).toMatchObject({ success: true })
  expect((await bob.receives('text_message_received'))?.data).toMatchObject({ content: 'hello' })
})

test('a wrong token is refused in the words of the server', async () => {
  await expect(connect(world.url(), { auth: { token: 'wrong' } })).rejects.toThrow(
    'Authentication error: Invalid token',
  )
})

test('what forbids the upgrade refuses the connection', async () => {
  await expect(connect(world.url(), { headers: { origin: 'https://elsewhere.example' } })).rejects.toThrow(
    'Unexpected server response',
  )
})

test('it answers pings, and stays', async () => {
  const { io, url } = await bareServer({ pingInterval: 10, pingTimeout: 1_000 })
  const pongs = vi.fn<() => void>()
  io.on('connection', ({ conn }) => conn.on('packet', ({ type }) => void (type === 'pong' && pongs())))
  const socket = await connect(url)
  await vi.waitUntil(() => pongs.mock.calls.length > 5)
  expect(socket.isOpen()).toBe(true)
})

test('it answers a question of the server', async () => {
  const { io, url } = await bareServer()
  const onEvent = vi.fn<(event: string, data: unknown) => void>()
  const asked = new Promise((resolve) => {
    io.on('connection', (socket) => resolve(socket.timeout(2_000).emitWithAck('question', { of: 'life' })))
  })
  await connect(url, { onEvent })
  await asked
  expect(onEvent).toHaveBeenCalledWith('question', { of: 'life' })
})

test('a server that has fallen silent is noticed', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  cleanUps.push(() => server.close())
  await once(server, 'listening')
  server.on('connection', (wire) => {
    wire.send('0{"pingInterval":10,"pingTimeout":10}')
    wire.send('40{"sid":"one"}')
  })
  const onClose = vi.fn<(reason: string) => void>()
  await connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { onClose })
  await vi.waitUntil(() => onClose.mock.calls.length > 0)
  expect(onClose).toHaveBeenCalledExactlyOnceWith('ping timeout')
})

test('a question without an answer fails, and so does one whose connection ends', async () => {
  const { io, url } = await bareServer()
  const socket = await connect(url, { answerWithinMs: 20 })
  await expect(socket.ask('anything')).rejects.toThrow('no answer came')
  const other = await connect(url)
  const question = other.ask('anything')
  io.disconnectSockets()
  await expect(question).rejects.toThrow('io server disconnect')
  await expect(other.ask('anything')).rejects.toThrow('not connected')
})

test('one that pauses receives nothing until it goes on, and is not taken for a silent server', async () => {
  const { io, url } = await bareServer()
  const onEvent = vi.fn<(event: string, data: unknown) => void>()
  const socket = await connect(url, { onEvent })
  const other = await connect(url, { onEvent: (event) => event === 'last' && said() })
  let said: () => void = () => undefined
  const heardByOther = new Promise<void>((resolve) => (said = resolve))
  socket.pause()
  io.emit('first')
  io.emit('last')
  await heardByOther
  expect(onEvent).not.toHaveBeenCalled()
  expect(other.isOpen() && socket.isOpen()).toBe(true)
  socket.resume()
  await vi.waitUntil(() => onEvent.mock.calls.length === 2)
})

test.each(['close', 'terminate'] as const)('%s ends it on both sides', async (way) => {
  const { io, url } = await bareServer()
  const onClose = vi.fn<(reason: string) => void>()
  const left = new Promise((resolve) => io.on('connection', (socket) => socket.on('disconnect', resolve)))
  const socket = await connect(url, { onClose })
  socket[way]()
  expect(await left).toBe(way === 'close' ? 'client namespace disconnect' : 'transport close')
  await vi.waitUntil(() => onClose.mock.calls.length > 0)
  expect(onClose).toHaveBeenCalledExactlyOnceWith('io client disconnect')
})

test.runIf(process.platform === 'linux')('it comes from the address it is told to', async () => {
  const { io, url } = await bareServer()
  const seen = new Promise((resolve) => io.on('connection', ({ handshake }) => resolve(handshake.address)))
  await connect(url, { localAddress: '127.0.0.7' })
  expect(await seen).toBe('127.0.0.7')
})
