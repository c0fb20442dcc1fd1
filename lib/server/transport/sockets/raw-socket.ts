import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { isRaw, pathOfNamespace } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { DomainError, ERRORS, isDomainError } from '@/lib/domain/errors'
import type { Ids } from '@/lib/server/ports/system'
import { type AddressSlot, tooManySockets } from './address-gate'
import { encodeOnce } from '../delivery/encode-once'
import type { SocketAdapter } from './socket-adapter'
import { pathOf } from '../http/request-path'
import { partsIn, UNFIT_JSON } from '../http/json-text'
import { asRefusal, formatRefusal, UNKNOWN_FRAME_FAMILY } from '../refusal'
import { pingRaw } from './raw-pings'
import { bringsCredentials, mayConnect, type SocketNeeds } from './socket-needs'
import type { ClosingReason } from './socket-counters'
import { createTurnBudgets, type Spend } from '../http/turn-budget'
import { MAX_UNREAD_BYTES } from './unread'

/** A connection that has not authenticated by then is dropped. */
const IDENTIFY_WITHIN_MS = 15_000
/** Larger frames close the connection; smaller ones that are still too large get an error. */
const MAX_FRAME_BYTES = 1_000_000
/** For answering a goodbye, which who is stuck in a frame cannot. */
const CLOSE_TIMEOUT_MS = 5_000
/** The library's types do not know `closeTimeout` yet. */
const SETTINGS = {
  noServer: true,
  maxPayload: MAX_FRAME_BYTES,
  perMessageDeflate: false,
  closeTimeout: CLOSE_TIMEOUT_MS,
}
/** WebSocket codes: RFC 6455, 7.4.1, and the registry's "service restart". */
const POLICY_VIOLATION = 1_008
const SERVICE_RESTART = 1_012

interface Deps extends SocketNeeds {
  readonly ids: Ids
}

/** One client, and the words it came with. */
interface Arrival {
  readonly client: WebSocket
  readonly request: IncomingMessage
  readonly namespace: string
  /** Whom the upgrade's credentials name, or why they are no good. */
  readonly who: { readonly actor?: Actor | undefined; readonly error?: unknown }
  readonly spend: Spend
  readonly slot: AddressSlot
}

/** The contracts' raw WebSockets, on the same connections and dispatch as Socket.IO's. */
export function createRawSocketServer(deps: Deps) {
  const server = new WebSocketServer(SETTINGS)
  const openBudget = createTurnBudgets()
  const namespaces = new Map(
    deps.namespaces.filter(isRaw).map((namespace) => [pathOfNamespace(namespace), namespace]),
  )

  return {
    fits: (path: string) => namespaces.has(path),
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const refuse = (refusal: DomainError) => deps.refusals.end(socket, pathOf(request), refusal)
      if (!mayConnect(request, deps)) return refuse(new DomainError('FORBIDDEN'))
      const slot = deps.gate.enter(deps.addressOf(request), bringsCredentials(request, deps))
      if (!slot) return refuse(tooManySockets())
      socket.once('close', slot.leave)
      const namespace = namespaces.get(pathOf(request)) ?? ''
      void identify(request, deps).then((who) =>
        server.handleUpgrade(request, socket, head, (client) =>
          serve({ client, request, namespace, who, spend: openBudget(), slot }, deps),
        ),
      )
    },
    /** Closes every socket so that clients come back, to another process or to the next one here. */
    close: () => closeAll(server, 'Server restarts'),
    /** The same, to ask what goes on. */
    sendBack: () => closeAll(server, 'Connect again'),
    connections: () => server.clients.size,
  }
}

function closeAll({ clients }: WebSocketServer, reason: string): void {
  for (const client of clients) client.close(SERVICE_RESTART, reason)
}

async function identify({ headers }: IncomingMessage, { credentials }: Deps): Promise<Arrival['who']> {
  try {
    return { actor: await credentials.actorOf({ token: headers.authorization, cookie: headers.cookie }) }
  } catch (error) {
    return { error }
  }
}

function serve(arrival: Arrival, deps: Deps): void {
  const { client, request, namespace, spend, slot } = arrival
  const { actor, error } = arrival.who
  const { connect, addressOf, clock, ids, counters, log } = deps
  client.on('error', (fault) => log.debug({ err: fault }, 'a raw socket broke'))
  if (error !== undefined) return refuse(client, error, deps)

  const id = ids.next()
  log.debug({ connection: id, namespace }, 'connected')
  const connection = connect({
    id,
    namespace,
    address: addressOf(request),
    userAgent: request.headers['user-agent'],
    identified: slot.identified,
    ...adapterOf(client, deps),
  })
  client.on('message', (data, isBinary) => {
    const { event, payload, parts } = isBinary ? UNREADABLE : readFrame(data)
    if (spend(parts)) return connection.receive(event, payload, undefined)
    breakOff(client, 'flood', deps)
  })
  client.on('ping', () => {
    const isRead = client.bufferedAmount <= MAX_UNREAD_BYTES
    if (!spend(0) || !isRead) breakOff(client, isRead ? 'flood' : 'unread', deps)
  })
  if (actor) connection.admit(actor)
  const callOff = clock.after(IDENTIFY_WITHIN_MS, () => {
    if (connection.isAdmitted()) return
    counters.count('closed', 'silent')
    client.close(POLICY_VIOLATION, 'Authentication required')
  })
  const stopPinging = pingRaw(client, deps)
  client.on('close', (code) => {
    log.debug({ connection: id, code }, 'disconnected')
    callOff()
    stopPinging()
    connection.closed()
  })
}

function breakOff(client: WebSocket, why: ClosingReason, { counters }: Deps): void {
  if (client.readyState === client.OPEN) counters.count('closed', why)
  client.terminate()
}

function adapterOf(
  client: WebSocket,
  deps: Deps,
): Pick<SocketAdapter, 'reply' | 'send' | 'close' | 'leave' | 'drop'> {
  function write(text: () => string): void {
    if (client.bufferedAmount <= MAX_UNREAD_BYTES) client.send(text())
    else breakOff(client, 'unread', deps)
  }

  return {
    reply: (_, data) => write(() => JSON.stringify(data)),
    send: (frame) => write(() => encodeOnce(frame, ({ data }) => JSON.stringify(data))),
    close: (reason, code = POLICY_VIOLATION) => client.close(code, reason),
    leave: (reason, code) => client.close(code, reason),
    drop: (reason) => client.close(SERVICE_RESTART, reason),
  }
}

/** Sends why the upgrade's credentials are refused, and closes. */
function refuse(client: WebSocket, error: unknown, { log }: Deps): void {
  const cause = asRefusal(error, (bug) => log.error({ err: bug }, 'upgrade failed'))
  const { payload } = formatRefusal(UNKNOWN_FRAME_FAMILY, cause)
  client.send(JSON.stringify(payload))
  client.close(isDomainError(error) ? 4_000 + ERRORS[cause.reason].status : SERVICE_RESTART, cause.message)
}

const UNREADABLE = { event: '', payload: undefined, parts: 0 }
/** How a frame begins whose payload is too dear to parse; one that begins otherwise names no event. */
const EVENT = /^\{"type":"([^"\\]{1,60})"/

/** The event and payload of a client's frame, and how many values it holds; an event that no contract has where it is no such frame. */
function readFrame(data: RawData): typeof UNREADABLE | { event: string; payload: unknown; parts: number } {
  const text = data.toString()
  const parts = partsIn(text)
  if (!Number.isFinite(parts)) {
    const [, event = ''] = EVENT.exec(text) ?? []
    return { event, payload: JSON.parse(UNFIT_JSON), parts: 0 }
  }
  try {
    const frame: unknown = JSON.parse(text)
    if (typeof frame !== 'object' || frame === null || !('type' in frame)) return UNREADABLE
    if (typeof frame.type !== 'string') return UNREADABLE
    return { event: frame.type, payload: 'payload' in frame ? frame.payload : undefined, parts }
  } catch {
    return UNREADABLE
  }
}
