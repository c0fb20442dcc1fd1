import { createServer } from 'node:http'
import { Server } from 'socket.io'

/**
 * The yardstick: Socket.IO and nothing else, with this product's ping times. `pair` joins a room of two, `send` goes to
 * the other one and is acknowledged.
 */
const http = createServer((_, response) => response.end('ok'))
const io = new Server(http, {
  perMessageDeflate: false,
  serveClient: false,
  pingInterval: 25_000,
  pingTimeout: 15_000,
})
io.on('connection', (socket) => {
  socket.on('pair', (room: string, done: () => void) => {
    void socket.join(room)
    socket.data.room = room
    done()
  })
  socket.on('part', (done: () => void) => {
    const room = socket.data.room as string
    void socket.leave(room)
    socket.to(room).emit('left', {})
    done()
  })
  socket.on('send', (content: string, done: (answer: object) => void) => {
    socket.to(socket.data.room as string).emit('message', { content, timestamp: Date.now() })
    done({ success: true })
  })
})
http.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 65_535 })
