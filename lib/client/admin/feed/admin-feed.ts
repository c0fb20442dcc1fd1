import { createFeedStore, type FeedStore } from './feed-state'
import { api } from '@/lib/client/api'
import { browserClock } from '@/lib/client/clock'
import type { ConnectionMachine } from '@/lib/client/realtime/connection'
import { createLazySocket, followNetwork, keepOpen } from '@/lib/client/realtime/lazy-socket'

const NOT_ALLOWED = 'This account may not do that'
const AUTHENTICATION_ERROR = 'Authentication error'
const UNAUTHORIZED_CODES = [2001, 2003, 2004]

/** The administration's one connection: what it pushes, and how it is. */
export interface AdminFeed {
  readonly store: FeedStore
  readonly connection: ConnectionMachine
  /** Connects, and follows the device's network; the answer ends both. */
  readonly run: () => () => void
}

/** Watches the namespace `/admin` of the page's own origin; the session cookie says for whom. */
export function createAdminFeed(): AdminFeed {
  const socket = createLazySocket('/admin')
  const isRefusal = (message: string) => message.startsWith(AUTHENTICATION_ERROR) || message === NOT_ALLOWED
  const connection = keepOpen(socket, { isRefusal, signInAgain: askWhetherAllowed })
  const store = createFeedStore(
    (event, listener) => socket.whenMade((made) => void made.on(event as string, listener)),
    browserClock,
  )
  socket.whenMade((made) => made.on('connect', connection.authorized))
  return { store, connection, run: () => followNetwork(connection) }
}

/** Nobody is signed in here by device: whoever administers signs in by name. So this only asks what holds. */
async function askWhetherAllowed() {
  const result = await api.get('/api/admin/reports?limit=1')
  if (result.ok) return 'done'
  return !result.offline && UNAUTHORIZED_CODES.includes(result.code) ? 'refused' : 'unanswered'
}
