import { signInAgain } from '@/lib/client/account/identity'
import { isLeaving } from '@/lib/client/account/leaving'
import { browserClock } from '@/lib/client/clock'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { telehealth } from '@/lib/contracts/telehealth/contract'
import type { ConnectionMachine } from './connection'
import { type ContractSocket, createContractSocket } from './contract-socket'
import { followNetwork, keepOpen } from './keep-open'
import { createLazySocket } from './lazy-socket'

/**
 * `confirm`: this client confirms what it has received; the server waits for that before it reports a delivery. `mode`: it can change
 * the kind of a session. `reveal`: it covers a picture until both want to be seen.
 */
const CAPABILITIES = ['confirm', 'mode', 'reveal']
const AUTHENTICATION_ERROR = 'Authentication error'

/** The app's one connection: its state for people to see, and each contract's events for the stores. */
export interface AppSocket {
  readonly connection: ConnectionMachine
  readonly omegoo: ContractSocket<typeof omegoo>
  readonly telehealth: ContractSocket<typeof telehealth>
  /** Connects, and follows the device's network; the answer ends both. */
  readonly run: () => () => void
}

/**
 * Makes the connection to the page's own origin. Nothing is sent yet.
 *
 * @param account - for whom the app was opened; the server refuses a session cookie that is another account's.
 */
export function createAppSocket(account: string): AppSocket {
  const socket = createLazySocket('/', { handshake: () => ({ account, can: CAPABILITIES }) })
  const isRefusal = (message: string) => message.startsWith(AUTHENTICATION_ERROR)
  const connection = keepOpen(socket, { isRefusal, signInAgain: logInAgain })
  return {
    connection,
    omegoo: createContractSocket<typeof omegoo>(socket, connection),
    telehealth: createContractSocket<typeof telehealth>(socket, connection),
    run: () => followNetwork(connection),
  }
}

/** Not while a tab of this browser ends the login: it would be back before that tab has forgotten the device. */
async function logInAgain() {
  if (isLeaving(browserClock.now())) return 'unanswered'
  const result = await signInAgain()
  if (!result) return 'refused'
  if (result.ok) return 'done'
  return result.offline || result.retryAfter !== undefined ? 'unanswered' : 'refused'
}
