import { ERRORS } from '@/lib/domain/errors'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import type { Answer } from '@/lib/protocol-client/session-client'

/** A socket that records everything it receives. */
export interface Client {
  readonly socket: Socket
  readonly namespace: string
  /** Everything received so far, oldest first. */
  readonly received: readonly { readonly event: string; readonly data: unknown }[]
  emit(event: string, ...args: unknown[]): void
  /** Emits with an acknowledgement, and waits for it. */
  ask(event: string, ...args: unknown[]): Promise<Answer>
  /** The next event of this name that no `next` has returned yet. */
  next(event: string): Promise<Record<string, unknown>>
  /** How often an event was received. */
  count(event: string): number
  /** Names of all received events but the greeting of every connection, oldest first. */
  names(): readonly string[]
  /** Resolves when everything the server wrote to this socket before has arrived; itself leaves no trace. */
  settled(): Promise<void>
  /** Resolves with the reason when the server has closed the connection, or it is closed already. */
  closed(): Promise<string>
  disconnect(): void
}

/** Only a failure lasts this long; a busy machine is none. */
const PATIENCE_MS = 10_000
/** What every connection of an account is sent first. @see spec/telehealth.md "Client Connection" */
export const GREETING = 'connected'
/** An event of no contract, sent only for its answer. */
const BARRIER = 'has all arrived'

/** Opens a socket; resolves when connected, rejects with the handshake's refusal. */
export async function connect(
  url: string,
  token?: string,
  { namespace = '/', ...options }: Partial<ManagerOptions & SocketOptions> & { namespace?: string } = {},
): Promise<Client> {
  const socket = io(url + namespace, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ...(token === undefined ? {} : { auth: { token } }),
    ...options,
  })
  const client = remember(socket, namespace)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return client
}

function remember(socket: Socket, namespace: string): Client {
  const received: { event: string; data: unknown; claimed: boolean }[] = []
  const waiters = new Set<() => void>()
  const gone = new Promise<string>((resolve) => socket.once('disconnect', resolve))
  /** On an unauthenticated socket the barrier is refused without its name; the refusal follows its acknowledgement. */
  let refusedBarriers = 0
  socket.onAny((event: string, data: unknown) => {
    if (isAboutBarrier(data)) return
    if (refusedBarriers > 0 && event === 'error' && isUnauthenticated(data)) {
      refusedBarriers -= 1
      return
    }
    received.push({ event, data, claimed: false })
    for (const wake of waiters) wake()
  })

  const claim = (event: string) => {
    const found = received.find((one) => one.event === event && !one.claimed)
    if (found) found.claimed = true
    return found
  }

  return {
    socket,
    namespace,
    received,
    emit: (event, ...args) => void socket.emit(event, ...args),
    ask: (event, ...args) => socket.timeout(PATIENCE_MS).emitWithAck(event, ...args) as Promise<Answer>,
    count: (event) => received.filter((one) => one.event === event).length,
    names: () => received.map((one) => one.event).filter((event) => event !== GREETING),
    settled: () =>
      new Promise((resolve, reject) => {
        socket.timeout(PATIENCE_MS).emit(BARRIER, (late: Error | null, answer: unknown) => {
          if (late) return reject(late)
          if (isUnauthenticated(answer)) refusedBarriers += 1
          resolve()
        })
      }),
    closed: () => gone,
    disconnect: () => void socket.disconnect(),
    next(event) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiters.delete(check)
          const names = received.map((one) => one.event).join(', ')
          reject(new Error(`${event} did not come; received: ${names || 'nothing'}`))
        }, PATIENCE_MS)
        function check(): void {
          const found = claim(event)
          if (!found) return
          clearTimeout(late)
          waiters.delete(check)
          resolve(found.data as Record<string, unknown>)
        }
        waiters.add(check)
        check()
      })
    },
  }
}

const isUnauthenticated = (data: unknown): boolean =>
  typeof data === 'object' &&
  data !== null &&
  'code' in data &&
  data.code === ERRORS.AUTHENTICATION_REQUIRED.code

function isAboutBarrier(data: unknown): boolean {
  return (
    typeof data === 'object' &&
    data !== null &&
    'message' in data &&
    data.message === `Unknown event: ${BARRIER}`
  )
}
