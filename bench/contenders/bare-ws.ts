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
    const asked = new Map<number, { resolve: () => void; reject: (error: Error) => void }>()
    let last = 0
    socket.on('message', (data: Buffer) => {
      const { id, message } = JSON.parse(data.toString()) as { id: number; message?: { content: string } }
      if (message) return listener.onText(message.content)
      asked.get(id)?.resolve()
      asked.delete(id)
    })
    socket.on('close', () => {
      for (const { reject } of asked.values()) reject(new Error('closed'))
    })
    await once(socket, 'open')
    const ask = (what: object) =>
      new Promise<void>((resolve, reject) => {
        asked.set((last += 1), { resolve, reject })
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
