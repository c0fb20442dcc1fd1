import { once } from 'node:events'
import { WebSocket } from 'ws'
import { startProcess } from '../server-process'
import { addressFor, type Contender, urlFor } from './contender'

export const bareWs: Contender = {
  name: 'bare ws',
  start: async () => [await startProcess({ file: 'bench/contenders/ws-relay.ts' })],
  async connect(servers, index, listener) {
    const room = `room-${index >> 1}`
    const address = urlFor(servers, index).replace('http', 'ws')
    const socket = new WebSocket(address, { perMessageDeflate: false, ...addressFor(index) })
    const asked = new Map<number, () => void>()
    let last = 0
    socket.on('message', (data: Buffer) => {
      const { id, message } = JSON.parse(data.toString()) as { id: number; message?: { content: string } }
      if (message) return listener.onText(message.content)
      asked.get(id)?.()
      asked.delete(id)
    })
    await once(socket, 'open')
    const ask = (what: object) =>
      new Promise<void>((resolve) => {
        asked.set((last += 1), resolve)
        socket.send(JSON.stringify({ ...what, id: last }))
      })
    return {
      async meet() {
        await ask({ pair: room })
        return room
      },
      send: (text) => ask({ send: text }),
      drop: () => socket.terminate(),
    }
  },
}
