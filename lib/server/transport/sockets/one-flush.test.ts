import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import { Server as Engine, type Socket } from 'engine.io'
import { afterEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { flushOncePerTurn } from './one-flush'

const opened: { http: HttpServer; client: WebSocket }[] = []
afterEach(() => {
  for (const { http, client } of opened.splice(0)) {
    client.terminate()
    http.close()
  }
})

/** An engine's connection, what its client has received, and the socket beneath it. */
async function connected() {
  const http = createServer()
  const engine = new Engine({ pingInterval: 60_000 })
  engine.attach(http)
  engine.on('connection', flushOncePerTurn)
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve))
  const connection = new Promise<Socket>((resolve) => void engine.once('connection', resolve))
  const { port } = http.address() as AddressInfo
  const client = new WebSocket(`ws://127.0.0.1:${port}/engine.io/?EIO=4&transport=websocket`)
  const received: string[] = []
  client.on('message', (data: Buffer) => void received.push(data.toString()))
  opened.push({ http, client })
  const conn = await connection
  await vi.waitFor(() => expect(received).toHaveLength(1))
  const socket = (conn.transport as unknown as { socket: { _socket: NetSocket } }).socket._socket
  return {
    conn,
    client,
    received,
    writes: vi.spyOn(socket, '_writev' as never),
    single: vi.spyOn(socket, '_write'),
  }
}

test('packets of one turn leave in one write, in order', async () => {
  const { conn, received, writes, single } = await connected()
  for (const word of ['echo', 'acknowledgement', 'more']) conn.send(word)
  await vi.waitFor(() => expect(received.slice(1)).toEqual(['4echo', '4acknowledgement', '4more']))
  expect(writes).toHaveBeenCalledOnce()
  expect(single).not.toHaveBeenCalled()
})

test('packets of later turns follow, each turn’s in a write of its own', async () => {
  const { conn, received, writes } = await connected()
  conn.send('first')
  await vi.waitFor(() => expect(received).toContain('4first'))
  conn.send('second')
  conn.send('third')
  await vi.waitFor(() => expect(received.slice(1)).toEqual(['4first', '4second', '4third']))
  expect(writes).toHaveBeenCalledTimes(2)
})

test('packets sent just before the close still leave', async () => {
  const { conn, client, received } = await connected()
  const closed = new Promise((resolve) => client.once('close', resolve))
  conn.send('last words')
  conn.close()
  await closed
  expect(received).toContain('4last words')
})
