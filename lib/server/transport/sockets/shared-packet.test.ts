import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server as Engine, type Socket } from 'engine.io'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { flushOncePerTurn } from './one-flush'
import { bytesOf, sharedPacket, writeShared } from './shared-packet'

const opened: (() => void)[] = []
afterEach(() => {
  for (const close of opened.splice(0)) close()
})

/** An engine that listens, and its next connection. */
async function listening() {
  const http: HttpServer = createServer()
  const engine = new Engine({ pingInterval: 60_000, perMessageDeflate: false })
  engine.attach(http)
  engine.on('connection', flushOncePerTurn)
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve))
  opened.push(() => {
    http.closeAllConnections()
    http.close()
  })
  const { port } = http.address() as AddressInfo
  const nextOne = () => new Promise<Socket>((resolve) => void engine.once('connection', resolve))
  return { address: `127.0.0.1:${port}/engine.io/?EIO=4&transport=`, nextOne }
}

async function byWebSocket({ address, nextOne }: Awaited<ReturnType<typeof listening>>) {
  const connection = nextOne()
  const client = new WebSocket(`ws://${address}websocket`)
  const received: string[] = []
  client.on('message', (data: Buffer) => void received.push(data.toString()))
  opened.push(() => client.terminate())
  const conn = await connection
  await vi.waitFor(() => expect(received).toHaveLength(1))
  return { conn, received }
}

test.each(['', 'short', 'ж笑'.repeat(60), 'middle '.repeat(5_000), '笑'.repeat(40_000)])(
  'what is encoded once arrives at each connection, among its own packets in order',
  async (text) => {
    const server = await listening()
    const members = [await byWebSocket(server), await byWebSocket(server)]
    const packet = sharedPacket(text)
    for (const { conn } of members) {
      conn.write('before')
      writeShared(conn, packet)
      conn.write('after')
    }
    for (const { received } of members)
      await vi.waitFor(() => expect(received.slice(1)).toEqual(['4before', `4${text}`, '4after']))
  },
)

test('who polls is sent it as a text', async () => {
  const server = await listening()
  const connection = server.nextOne()
  const opening = await fetch(`http://${server.address}polling`)
  const { sid } = JSON.parse((await opening.text()).slice(1)) as { sid: string }
  const conn = await connection
  writeShared(conn, sharedPacket('hello 笑'))
  expect(await (await fetch(`http://${server.address}polling&sid=${sid}`)).text()).toBe('4hello 笑')
})

test('its size is counted without reading it again', () => {
  const text = 'ж'.repeat(1_000)
  const [own, shared] = [bytesOf({ data: text }), bytesOf({ data: text, ...sharedPacket(text) })]
  expect(own).toBe(2_000)
  expect(shared - own).toBeGreaterThan(0)
  expect(shared - own).toBeLessThan(20)
})
