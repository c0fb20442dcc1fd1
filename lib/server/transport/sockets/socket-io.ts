import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server as Engine } from 'engine.io'
import { Server, type Namespace, type Socket } from 'socket.io'
import { type Access, isRaw } from '@/lib/contracts/kit'
import type { Actor } from '@/lib/domain/accounts'
import { ERRORS, isDomainError } from '@/lib/domain/errors'
import type { Frame } from '@/lib/server/ports/connections/fan-out'
import { encodeOnce } from '../delivery/encode-once'
import { requireAccess } from '../access'
import { tooManySockets } from './address-gate'
import { guardEngine } from './engine-guard'
import { createEngineSlots, type EngineSlots } from './engine-slots'
import { flushOncePerTurn } from './one-flush'
import { pingPatiently } from './patient-pings'
import { pathOf } from '../http/request-path'
import { requireSameAccount } from '../rest/same-account'
import { sharedPacket, writeShared } from './shared-packet'
import { mayConnect, type SocketNeeds } from './socket-needs'
import type { SocketCounters } from './socket-counters'
import { breakOff, isStuck, measureUnread } from './unread'

/** A connection that has not authenticated by then is dropped. */
const AUTHENTICATE_WITHIN_MS = 15_000
/** A half-open connection, or one stuck in a frame, is noticed within the sum of pings and their time-out. */
const HEARTBEAT = {
  pingInterval: 25_000,
  pingTimeout: 15_000,
  connectTimeout: AUTHENTICATE_WITHIN_MS,
  /** For answering a goodbye. */
  closeTimeout: 5_000,
}
export type Heartbeat = typeof HEARTBEAT
/** Larger packets close the connection; smaller ones that are still too large get an error. */
const MAX_PACKET_BYTES = 1_000_000
/** Of Socket.IO's protocol, revision 5. */
const EVENT_PACKET = 2

interface Deps extends SocketNeeds {
  readonly accessOf: (namespace: string) => Access
  /** For tests: the library counts this time with its own timer. */
  readonly heartbeat?: Heartbeat
}

/** Socket.IO on an engine of its own, so that one upgrade listener decides for the whole port. */
export function createSocketServer(deps: Deps) {
  const { connectTimeout, closeTimeout, ...pings } = deps.heartbeat ?? HEARTBEAT
  const engine = new Engine({
    ...pings,
    maxHttpBufferSize: MAX_PACKET_BYTES,
    perMessageDeflate: false,
    httpCompression: false,
    cors: (
      request: { headers: IncomingHttpHeaders },
      answer: (error: Error | null, options: object) => void,
    ) => {
      const { origin, host } = request.headers
      answer(null, {
        origin: origin !== undefined && deps.origins.isAllowed(origin, host),
        credentials: true,
      })
    },
    allowRequest: (request, answer) => {
      const allowed = mayConnect(request, deps)
      answer(allowed ? undefined : 'Origin not allowed', allowed)
    },
  })
  guardEngine(engine, { closeTimeout, counters: deps.counters })
  const slots = createEngineSlots(engine, deps)
  engine.on('connection', (conn) => pingPatiently(conn, pings.pingTimeout, deps.ownDelay))
  engine.on('connection', measureUnread)
  engine.on('connection', flushOncePerTurn)
  const io = new Server({ serveClient: false, connectTimeout })
  io.bind(engine)
  const namespaces = deps.namespaces.filter((address) => !isRaw(address))
  for (const namespace of namespaces) serve(io.of(namespace), namespace, deps, slots)

  return {
    fits: (path: string) => path === '/socket.io/' || path === '/socket.io',
    handle(request: IncomingMessage, response: ServerResponse): void {
      if (slots.accept(request, response)) engine.handleRequest(request as EngineRequest, response)
      else deps.refusals.send(request, response, tooManySockets())
    },
    handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      if (slots.accept(request, socket)) engine.handleUpgrade(request as EngineRequest, socket, head)
      else deps.refusals.end(socket, pathOf(request), tooManySockets())
    },
    /** Closes every socket so that clients come back, to another process or to the next one here. */
    close: () => new Promise<void>((resolve) => void io.close(() => resolve())),
    /** Breaks every connection so that clients come back and ask what goes on; what was written before arrives. */
    sendBack(): void {
      const sockets = namespaces.flatMap((namespace) => [...io.of(namespace).sockets.values()])
      for (const conn of new Set(sockets.map((socket) => socket.conn))) conn.close()
    },
    connections: () => engine.clientsCount,
  }
}

type EngineRequest = Parameters<Engine['handleRequest']>[0]

function serve(server: Namespace, namespace: string, deps: Deps, slots: EngineSlots): void {
  server.use((socket, next) => {
    identify(socket, deps)
      .then((actor) => {
        if (!actor && namespace !== '/') return next(new Error('Authentication error: Invalid token'))
        requireSameAccount((socket.handshake.auth as { account?: unknown }).account, actor)
        if (actor) requireAccess(deps.accessOf(namespace), actor)
        socket.data = actor
        next()
      })
      .catch((error: unknown) => next(handshakeError(error, deps)))
  })
  server.on('connection', (socket) => attach(socket, namespace, deps, slots))
}

function identify({ handshake }: Socket, { credentials }: Deps): Promise<Actor | undefined> {
  const { authorization, cookie } = handshake.headers
  const { token } = handshake.auth as { token?: unknown }
  return credentials.actorOf({ token: token ?? authorization, cookie })
}

function handshakeError(error: unknown, { credentials, log }: Deps): Error {
  if (credentials.isExpired(error)) return new Error('Authentication error: Token expired')
  if (isDomainError(error) && error.reason === 'ACCOUNT_CHANGED') return accountChanged()
  if (isDomainError(error) && (error.reason === 'FORBIDDEN' || error.reason === 'SECOND_FACTOR_MISSING'))
    return new Error(error.message)
  if (isDomainError(error)) return new Error('Authentication error: Invalid token')
  log.error({ err: error }, 'handshake failed')
  return new Error('Not available right now: try again')
}

/** Not an authentication error, after which a page would log in anew and replace the other account's login. */
function accountChanged(): Error {
  return Object.assign(new Error('Account changed'), { data: { code: ERRORS.ACCOUNT_CHANGED.code } })
}

function attach(socket: Socket, namespace: string, deps: Deps, slots: EngineSlots): void {
  const { connect, addressOf, clock, counters, log } = deps
  const { conn } = socket
  log.debug({ connection: socket.id, namespace }, 'connected')
  // Our frames are JSON and nothing else: an event packet of the protocol without Socket.IO's search for binary parts.
  const prefix = `${EVENT_PACKET}${namespace === '/' ? '' : `${namespace},`}`
  const packetOf = ({ event, data }: Pick<Frame, 'event' | 'data'>) => prefix + JSON.stringify([event, data])
  const sharedOf = (frame: Frame) => sharedPacket(packetOf(frame))
  const handshake = deps.readHandshake(socket.handshake.auth)
  const connection = connect({
    id: socket.id,
    namespace,
    transport: slots.nameOf(conn, socket.id),
    address: addressOf(socket.request),
    userAgent: socket.request.headers['user-agent'],
    handshake,
    reply(event, data) {
      if (isRead(conn, counters)) conn.write(packetOf({ event, data }))
    },
    send(frame) {
      if (isRead(conn, counters)) writeShared(conn, encodeOnce(frame, sharedOf))
    },
    close: () => socket.disconnect(true),
    leave: () => socket.disconnect(!slots.isShared(conn)),
    drop: () => conn.close(),
    identified: () => slots.identified(conn),
  })
  slots.joined(conn)

  socket.use(([event, ...args], _next) => {
    const last = args.at(-1)
    const ack =
      typeof last === 'function'
        ? answerOnce(last as (answer: unknown) => void, () => isRead(conn, counters))
        : undefined
    connection.receive(String(event), args[0] === last && ack ? undefined : args[0], ack)
  })
  const giveUp = () => {
    if (connection.isAdmitted()) return
    counters.count('closed', 'silent')
    socket.disconnect(true)
  }
  const actor = socket.data as Actor | undefined
  if (actor) connection.admit(actor, deps.resumePoints(handshake))
  const callOff = actor ? undefined : clock.after(AUTHENTICATE_WITHIN_MS, giveUp)
  socket.on('disconnect', (reason) => {
    log.debug({ connection: socket.id, reason }, 'disconnected')
    callOff?.()
    slots.left(conn)
    connection.closed()
  })
}

/** Whether the client reads what it is sent; one that does not is broken off. */
function isRead(conn: Socket['conn'], counters: SocketCounters): boolean {
  if (!isStuck(conn)) return true
  if (conn.readyState === 'open') counters.count('closed', 'unread')
  breakOff(conn)
  return false
}

function answerOnce(ack: (answer: unknown) => void, isRead: () => boolean): (answer: unknown) => void {
  let isAnswered = false
  return (answer) => {
    if (isAnswered) return
    isAnswered = true
    if (isRead()) ack(answer)
  }
}
