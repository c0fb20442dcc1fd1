import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/**
 * The floor: ws and nothing else, with this product's ping interval. `{pair: room}` joins a room of two, `{send, id}` goes to
 * the other one as `{message}`; both are acknowledged.
 */
const PING_INTERVAL_MS = 25_000

const http = createServer((_, response) => response.end('ok'))
const server = new WebSocketServer({ server: http, perMessageDeflate: false })
const rooms = new Map<string, WebSocket[]>()

server.on('connection', (socket) => {
  let room: WebSocket[] = []
  socket.on('message', (data: Buffer) => {
    const { pair, send, id } = JSON.parse(data.toString()) as { pair?: string; send?: string; id: number }
    if (pair !== undefined) {
      room = rooms.get(pair) ?? []
      rooms.set(pair, room)
      room.push(socket)
    }
    if (send !== undefined) {
      const message = JSON.stringify({ message: { content: send, timestamp: Date.now() } })
      for (const other of room) if (other !== socket) other.send(message)
    }
    socket.send(JSON.stringify({ id, success: true }))
  })
})
setInterval(() => {
  for (const socket of server.clients) socket.ping()
}, PING_INTERVAL_MS)
http.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 65_535 })
