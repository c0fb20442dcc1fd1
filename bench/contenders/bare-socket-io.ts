import { connectLight } from '@/lib/protocol-client/light-socket'
import { startProcess } from '../server-process'
import { addressFor, type Contender, type Skipper, urlFor } from './contender'

export const bareSocketIo: Contender<Skipper> = {
  name: 'bare Socket.IO',
  start: async () => [await startProcess({ file: 'bench/contenders/socket-io-relay.ts' })],
  async connect(servers, index, listener) {
    const room = `room-${index >> 1}`
    const socket = await connectLight(urlFor(servers, index), {
      ...addressFor(index),
      onEvent: (event, data) => event === 'message' && listener.onText((data as { content: string }).content),
    })
    return {
      async meet() {
        await socket.ask('pair', room)
        return room
      },
      send: async (text) => void (await socket.ask('send', text)),
      part: async () => void (await socket.ask('part', undefined)),
      drop: socket.terminate,
    }
  },
}
