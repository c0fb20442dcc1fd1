import { accountChanged } from '@/lib/client/account/page-account'
import { browserClock } from '@/lib/client/clock'
import { createConnection, type ConnectionMachine } from './connection'
import type { LazySocket } from './lazy-socket'
import { isServerReachable, saysOnline } from './network-hint'

const ACCOUNT_CHANGED = 2007
const TOO_MANY_CONNECTIONS = 9010

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

function codeOf(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined
}

/** Connects, and tries again when the device's network comes back or the page is looked at; the answer ends both. */
export function followNetwork(connection: ConnectionMachine): () => void {
  const follow = () => (saysOnline() ? connection.mayBeBack() : void connection.networkLost())
  const handleVisible = () => {
    if (document.visibilityState === 'visible') connection.mayBeBack()
  }
  window.addEventListener('online', follow)
  window.addEventListener('offline', follow)
  document.addEventListener('visibilitychange', handleVisible)
  connection.start()
  return () => {
    window.removeEventListener('online', follow)
    window.removeEventListener('offline', follow)
    document.removeEventListener('visibilitychange', handleVisible)
    connection.stop()
  }
}
