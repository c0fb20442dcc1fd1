import type { Socket } from 'socket.io-client'
import { pageAccount } from '@/lib/client/account/page-account'
import { browserStores } from '@/lib/client/browser/key-value-store'
import { createTransportChoice } from './transport-choice'

interface Options {
  /** The payload of each try's handshake, beside the cookie. */
  readonly handshake?: () => object
  /** With which transport each try begins. */
  readonly choice?: ReturnType<typeof createTransportChoice>
}

/**
 * The socket, whose code is loaded when the first connection is wanted: the page is there sooner, and the
 * server, which renders it too, never needs it.
 *
 * @param namespace - `/` or e.g. `/admin`.
 */
export function createLazySocket(
  namespace: string,
  { handshake = pageHandshake, choice = createTransportChoice(browserStores().session) }: Options = {},
) {
  const waiting: ((socket: Socket) => void)[] = []
  let socket: Socket | undefined
  let isWanted = false

  const make = async () => {
    const { io } = await import('socket.io-client')
    if (socket) return socket
    const made: Socket = io(location.origin + namespace, {
      autoConnect: false,
      reconnection: false,
      withCredentials: true,
      tryAllTransports: true,
      auth: (pass) => pass(handshake()),
    })
    made.on('connect', choice.opened)
    made.on('connect_error', ({ message }) => {
      if (message === 'timeout') choice.timedOut()
    })
    socket = made
    for (const act of waiting.splice(0)) act(made)
    return made
  }
  return {
    /** Undefined while nothing can be sent. */
    connected: () => (socket?.connected ? socket : undefined),
    /** Acts on the socket, now or as soon as there is one. */
    whenMade: (act: (socket: Socket) => void) => void (socket ? act(socket) : waiting.push(act)),
    /** Rejects when the code cannot be had. */
    open: async () => {
      isWanted = true
      const made = await make()
      if (!isWanted || made.connected) return
      const { transports, limit } = choice.next()
      made.io.opts.transports = [...transports]
      made.io.timeout(limit)
      made.connect()
    },
    close: () => {
      isWanted = false
      socket?.disconnect()
    },
  }
}

/** For whom the page was opened; the cookie may be another account's by now. */
function pageHandshake(): object {
  const { account } = pageAccount.getState()
  return account === undefined ? {} : { account }
}

export type LazySocket = ReturnType<typeof createLazySocket>
