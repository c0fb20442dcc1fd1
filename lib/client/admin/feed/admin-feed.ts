import { createFeedStore, type FeedStore } from './feed-state'
import { api } from '@/lib/client/api'
import { browserClock } from '@/lib/client/clock'
import type { ConnectionMachine } from '@/lib/client/realtime/connection'
import { createContractSocket } from '@/lib/client/realtime/contract-socket'
import { followNetwork, keepOpen } from '@/lib/client/realtime/keep-open'
import { createLazySocket } from '@/lib/client/realtime/lazy-socket'
import type { omegoo } from '@/lib/contracts/omegoo/contract'

const NOT_ALLOWED = 'This account may not do that'
const AUTHENTICATION_ERROR = 'Authentication error'
const UNAUTHORIZED_CODES = [2001, 2003, 2004]

/** The administration's one connection: what it received, and how it is. */
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
  const { on } = createContractSocket<typeof omegoo, '/admin'>(socket, connection)
  const store = createFeedStore(on, browserClock)
  socket.whenMade((made) => made.on('connect', connection.authorized))
  return { store, connection, run: () => followNetwork(connection) }
}

/** Administrators sign in by name and never by device, so this only asks whether the login still holds. */
async function askWhetherAllowed() {
  const result = await api.get('/api/admin/reports?limit=1')
  if (result.ok) return 'done'
  return !result.offline && UNAUTHORIZED_CODES.includes(result.code) ? 'refused' : 'unanswered'
}
