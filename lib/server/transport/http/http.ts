import { randomUUID } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError, type ErrorName } from '@/lib/domain/errors'
import { isLocal } from './address'
import { hasBody, limitBody } from './body-limit'
import type { OriginPolicy } from './origin'
import { BARE_POLICY, FILE_POLICY, type Refusals, SECURITY_HEADERS } from './port-refusals'
import { bodyLimitAt, isSocketIo, namesOneHost, optionsAt, portRefusal, type RestPaths } from './port-rules'
import { limitDuration, PAUSE_MS, UPLOAD_MS } from './slow-bodies'
import { pathOf, takeWholeAddress } from './request-path'
import { ADDRESS_HEADER, LOCAL_HEADER } from '../rest/rest'

/** Milliseconds. `connectionsCheckingInterval` is how often the others are checked: a request may last that much longer. */
export interface Patience extends Required<
  Pick<
    ServerOptions,
    'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval' | 'keepAliveTimeout'
  >
> {
  /** Between two pieces of a file. */
  readonly uploadPause: number
}
const PATIENCE: Patience = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  /** Longer than a proxy or a client keeps a connection, so that no request meets one that is just being closed. */
  keepAliveTimeout: 65_000,
  uploadPause: PAUSE_MS,
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

interface Deps {
  /** First handler whose path prefix fits. */
  readonly handlers: readonly { readonly fits: (path: string) => boolean; readonly handle: Handler }[]
  readonly addressOf: (request: IncomingMessage) => string
  readonly origins: OriginPolicy
  readonly restPaths: RestPaths
  readonly refusals: Refusals
  /** Whether a declared proxy stands in front: only then its host and protocol headers are kept. */
  readonly behindProxy: boolean
  /** How long a request may take to arrive; for tests. */
  readonly patience?: Patience
  readonly log: {
    error(context: object, message: string): void
    debug(context: object, message: string): void
  }
}

/** Requests that never became one, by Node's code; the others are 400. */
const UNREADABLE: Readonly<Record<string, { readonly status: number; readonly reason: ErrorName }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, reason: 'PAYLOAD_TOO_LARGE' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, reason: 'PAYLOAD_TOO_LARGE' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, reason: 'INVALID_REQUEST' },
}

/** Headers from which frameworks derive the host; untrusted without a declared proxy. */
const STEERING = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'] as const

const CORS_HEADERS = {
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
  'Access-Control-Allow-Headers':
    'Authorization, Content-Type, X-Tenant-Key, X-Account, X-File-Name, Range, If-Range',
  'Access-Control-Expose-Headers': 'Content-Disposition, ETag',
  'Access-Control-Max-Age': '600',
} as const

/** The port's HTTP side: who asks, the headers every answer has, and who answers. */
export function createHttpServer(deps: Deps): Server {
  const { refusals, patience = PATIENCE, log } = deps
  const listener = createListener(deps, patience)
  const requestTimeout = Math.max(patience.requestTimeout, UPLOAD_MS)
  const server = createServer({ ...patience, requestTimeout, ...SETTINGS }, listener)
  // Who asks first whether to send a body learns it when the request may go on; any other expectation is none of ours.
  server.on('checkContinue', listener)
  server.on('checkExpectation', listener)
  server.on('clientError', (error: Unreadable, socket: Duplex) => answerUnreadable(error, socket, deps))
  server.on('connect', (_, socket) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'))
    refusals.end(socket, '/', new DomainError('METHOD_NOT_ALLOWED', { allow: 'GET, HEAD' }))
  })
  return server
}

/** Other protocols that a client would rather speak (`Upgrade: h2c`) are an offer, and the request is answered all the same. */
function wantsWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket'
}

/** A missing host is refused in the form of its path, not by Node. */
const SETTINGS = {
  maxHeaderSize: 16_384,
  requireHostHeader: false,
  shouldUpgradeCallback: wantsWebSocket,
} satisfies ServerOptions

function createListener(deps: Deps, patience: Patience): RequestListener {
  const { handlers, addressOf, origins, restPaths, refusals, behindProxy, log } = deps

  function answer(request: IncomingMessage, response: ServerResponse, path: string, requestId: string): void {
    const fail = (error: unknown) => {
      // A client that has gone, or was refused meanwhile, breaks its body off: no bug.
      if (response.destroyed) return log.debug({ err: error, requestId, path }, 'request broke off')
      log.error({ err: error, requestId, path }, 'request failed')
      if (response.headersSent) response.destroy()
      else refusals.send(request, response, new DomainError('INTERNAL_ERROR'))
    }
    const started = performance.now()
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started)
      log.debug({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request')
    })
    const { handle } = handlers.find(({ fits }) => fits(path)) ?? {}
    Promise.resolve(handle?.(request, response)).catch(fail)
  }

  return (request, response) => {
    const requestId = randomUUID()
    takeWholeAddress(request)
    const path = pathOf(request)
    request.headers[ADDRESS_HEADER] = addressOf(request)
    request.headers[LOCAL_HEADER] = isLocal(request) ? '1' : '0'
    if (!behindProxy) for (const name of STEERING) delete request.headers[name]
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    response.setHeader('Content-Security-Policy', restPaths.answersFile(path) ? FILE_POLICY : BARE_POLICY)
    response.setHeader('X-Request-Id', requestId)
    if (request.headers.expect !== undefined) response.shouldKeepAlive = false
    const isReadable = path.startsWith('/api/') && letRead(request, response, origins)

    const { socket } = request
    const tooSlow = () => {
      if (response.headersSent) socket.destroy()
      else refusals.end(socket, path, new DomainError('INVALID_REQUEST'), 408)
    }
    if (hasBody(request)) {
      const bringsFile = !isRead(request) && restPaths.takesTime(path)
      const durations = { bringsFile, timeoutMs: patience.requestTimeout, pauseMs: patience.uploadPause }
      limitDuration(request, response, durations, tooSlow)
    }
    // Before anything is answered: of a refused request too, no more is read than this.
    if (!limitBody(request, response, bodyLimitAt(request.method, path, restPaths), refusals)) return
    if (isPreflight(request, path)) return void response.writeHead(isReadable ? 204 : 403).end()
    const asksFor = request.method === 'OPTIONS' && !isSocketIo(path) ? optionsAt(path, restPaths) : undefined
    if (asksFor !== undefined) return void response.writeHead(204, { allow: asksFor }).end()
    const refusal = namesOneHost(request)
      ? portRefusal(request, path, restPaths)
      : new DomainError('INVALID_REQUEST')
    if (refusal) return refusals.send(request, response, refusal)
    letSend(request, response)
    afterUnreadBody(request, () => answer(request, response, path, requestId))
  }
}

const isRead = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD'

/** Sends 100 Continue to a client that waits for it. A refused one may send its body or not, which would corrupt the next request. */
function letSend({ headers: { expect } }: IncomingMessage, response: ServerResponse): void {
  if (expect?.toLowerCase() === '100-continue') response.writeContinue()
}

/** The body of such a request is not read: it is answered when all of it has come, or refused when it is too much. */
function afterUnreadBody(request: IncomingMessage, answer: () => void): void {
  if (!hasBody(request) || !isRead(request)) return answer()
  request.once('end', answer).resume()
}

interface Unreadable extends NodeJS.ErrnoException {
  /** What could not be read, from its beginning. */
  readonly rawPacket?: Buffer
}

/** In the form of the address that was asked, where it can be made out. */
function answerUnreadable(
  error: Unreadable,
  socket: Duplex,
  { restPaths, refusals }: Pick<Deps, 'restPaths' | 'refusals'>,
): void {
  const { code = '', rawPacket } = error
  // An answer that has begun cannot be followed by another one.
  if (!socket.writable || hasBegunToAnswer(socket)) return void socket.destroy()
  const firstLine = rawPacket?.subarray(0, LONGEST_ADDRESS).toString('latin1') ?? ''
  const [, method = '', url = '/'] = FIRST_LINE.exec(firstLine) ?? []
  const path = pathOf({ url })
  const isUnknownMethod = code === 'HPE_INVALID_METHOD' && method !== ''
  const refusal = isUnknownMethod ? portRefusal({ method, url }, path, restPaths) : undefined
  if (refusal) return refusals.end(socket, path, refusal)
  const { status = 400, reason = 'INVALID_REQUEST' } = UNREADABLE[code] ?? {}
  refusals.end(socket, path, new DomainError(reason), status)
}

const LONGEST_ADDRESS = 16_384
const FIRST_LINE = /^([!#$%&'*+.^_`|~\w-]{1,40}) (\/\S*)(?: HTTP\/1\.[01]\r?\n)?/

function hasBegunToAnswer(socket: Duplex): boolean {
  const { _httpMessage: response } = socket as { _httpMessage?: ServerResponse }
  return response?.headersSent === true
}

/** Lets pages of allowed origins read the answer. @returns whether this one may */
function letRead(request: IncomingMessage, response: ServerResponse, origins: OriginPolicy): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return false
  response.setHeader('Vary', 'Origin')
  if (!origins.isAllowed(origin, host)) return false
  response.setHeader('Access-Control-Allow-Origin', origin)
  for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value)
  return true
}

/** A browser's question whether a page may ask at all. */
const isPreflight = ({ method, headers }: IncomingMessage, path: string) =>
  method === 'OPTIONS' &&
  path.startsWith('/api/') &&
  headers.origin !== undefined &&
  'access-control-request-method' in headers
