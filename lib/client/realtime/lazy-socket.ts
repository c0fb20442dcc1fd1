import type { Socket } from 'socket.io-client'
import { browserClock } from '@/lib/client/clock'
import { createConnection, type ConnectionMachine } from './connection'
import { signInAgain } from '@/lib/client/account/identity'
import { isServerReachable, saysOnline } from './network-hint'
import { accountChanged, pageAccount } from '@/lib/client/account/page-account'
import { browserStorages } from '@/lib/client/chat/chat-persistence'
import { createTransportChoice } from './transport-choice'
import type { Wire } from './contract-socket'

/** Longer than a slow phone's round trip; what is not answered by then is offered again. */
const ANSWER_MS = 10_000
const AUTHENTICATION_REQUIRED = 2003
const ACCOUNT_CHANGED = 2007
const TOO_MANY_CONNECTIONS = 9010
const AUTHENTICATION_ERROR = 'Authentication error'

/** The page's one connection: its state for people to see, and the wire for the stores. */
export interface ClientSocket {
  readonly connection: ConnectionMachine
  readonly wire: Wire
  /** Connects, and follows the device's network; the answer ends both. */
  readonly run: () => () => void
}

/** Makes the connection to the page's own origin; the session cookie says who it is for. Nothing is sent yet. */
export function createClientSocket(): ClientSocket {
  const socket = createLazySocket('/')
  const isRefusal = (message: string) => message.startsWith(AUTHENTICATION_ERROR)
  const connection = keepOpen(socket, { isRefusal, signInAgain: logInAgain })
  return { connection, wire: createWire(socket, connection), run: () => followNetwork(connection) }
}

interface Keeping {
  /** Whether a refused try says that the server knows no such login, or not for this. */
  readonly isRefusal: (message: string) => boolean
  readonly signInAgain: Parameters<typeof createConnection>[0]['signInAgain']
}

/** Lets a connection open the socket, and open it again whenever it is lost. */
export function keepOpen(socket: LazySocket, { isRefusal, signInAgain }: Keeping): ConnectionMachine {
  const connection = createConnection({
    link: {
      open: () => void socket.open().catch(() => connection.events.failed(false)),
      close: socket.close,
    },
    clock: browserClock,
    chance: Math.random,
    saysOnline,
    isReachable: isServerReachable,
    signInAgain,
  })
  socket.whenMade((made) => {
    made.on('connect', connection.events.opened)
    made.on('connect_error', (error) => {
      if (codeOf(Reflect.get(error, 'data')) !== ACCOUNT_CHANGED) {
        return connection.events.failed(isRefusal(error.message))
      }
      accountChanged()
      connection.anotherAccount()
    })
    // The server closes the socket right after; it would be opened again otherwise.
    made.on('error', (problem: unknown) => {
      if (codeOf(problem) === TOO_MANY_CONNECTIONS) connection.crowded()
    })
    made.on('disconnect', (reason) => {
      if (reason !== 'io client disconnect') connection.events.lost(reason === 'io server disconnect')
    })
  })
  return connection
}

/**
 * The socket, whose code is loaded when the first connection is wanted: the page is there sooner, and the
 * server, which renders it too, never needs it.
 *
 * @param namespace - `/` or e.g. `/admin`.
 * @param choice - with which transport each try begins.
 */
export function createLazySocket(
  namespace: string,
  choice = createTransportChoice(browserStorages().session),
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
      auth: (tell) => tell(handshake()),
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
function handshake(): object {
  const { account } = pageAccount.getState()
  return account === undefined ? {} : { account }
}

function codeOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined
}

export type LazySocket = ReturnType<typeof createLazySocket>

async function logInAgain() {
  const result = await signInAgain()
  if (!result) return 'refused'
  if (result.ok) return 'done'
  return result.offline || result.retryAfter !== undefined ? 'unanswered' : 'refused'
}

function createWire(lazy: LazySocket, connection: ConnectionMachine): Wire {
  return {
    async request(event, payload) {
      const socket = lazy.connected()
      if (!socket) return undefined
      // The contract's types are exact at this function's edge; Socket.IO's own cannot follow a generic event.
      const asking = socket.timeout(ANSWER_MS) as unknown as Asking
      const answer = await asking.emitWithAck(event, payload).catch(() => undefined)
      if (answer && !answer.success && answer.code === AUTHENTICATION_REQUIRED) connection.unauthorized()
      else if (answer) connection.authorized()
      return answer as never
    },
    tell: (event, payload) => {
      const socket = lazy.connected()
      if (socket) (socket as unknown as Asking).emit(event, payload)
    },
    on: (event, listener) => lazy.whenMade((socket) => (socket as unknown as Hearing).on(event, listener)),
    isOnline: () => connection.store.getState().status === 'online',
    onOnlineChange: (listener) =>
      void connection.store.subscribe((now, before) => {
        const isOnline = now.status === 'online'
        if (isOnline !== (before.status === 'online')) listener(isOnline)
      }),
  }
}

interface Asking {
  readonly emit: (event: string, payload: object) => void
  readonly emitWithAck: (event: string, payload: object) => Promise<{ success: boolean; code?: number }>
}

interface Hearing {
  readonly on: (event: string, listener: (payload: never) => void) => void
}

/** Connects, and tries again when the device's network comes back or the page is looked at; the answer ends both. */
export function followNetwork(connection: ConnectionMachine): () => void {
  const follow = () => (saysOnline() ? connection.mayBeBack() : void connection.networkLost())
  const look = () => {
    if (document.visibilityState === 'visible') connection.mayBeBack()
  }
  window.addEventListener('online', follow)
  window.addEventListener('offline', follow)
  document.addEventListener('visibilitychange', look)
  connection.start()
  return () => {
    window.removeEventListener('online', follow)
    window.removeEventListener('offline', follow)
    document.removeEventListener('visibilitychange', look)
    connection.stop()
  }
}
