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
import { DomainError } from '@/lib/domain/errors'
import { isLocal } from './address'
import { limitBody } from './body-limit'
import type { OriginPolicy } from './origin'
import {
  BARE_POLICY,
  bodyLimitAt,
  endWithRefusal,
  isSocketIo,
  optionsAt,
  portRefusal,
  type RestPaths,
  sendRefusal,
} from './port-rules'
import { ADDRESS_HEADER, LOCAL_HEADER } from './rest'

/** Milliseconds. `connectionsCheckingInterval` is how often the others are looked at: a request may take so much longer. */
export type Patience = Required<
  Pick<
    ServerOptions,
    'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval' | 'keepAliveTimeout'
  >
>
const PATIENCE: Patience = {
  headersTimeout: 15_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
  /** Longer than a proxy or a client keeps a connection, so that no request meets one that is just being closed. */
  keepAliveTimeout: 65_000,
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

interface Deps {
  /** First handler whose path prefix fits. */
  readonly handlers: readonly { readonly fits: (path: string) => boolean; readonly handle: Handler }[]
  readonly addressOf: (request: IncomingMessage) => string
  readonly origins: OriginPolicy
  readonly restPaths: RestPaths
  /** Whether a declared proxy stands in front: only then what it says of host and protocol is kept. */
  readonly behindProxy: boolean
  /** How long a request may take to arrive; for tests. */
  readonly patience?: Patience
  readonly log: {
    error(context: object, message: string): void
    debug(context: object, message: string): void
  }
}

/** Requests that never became one, by Node's code. */
const UNREADABLE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Headers by which frameworks take addresses for their own; a stranger's word without a proxy that we know of. */
const STEERING = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'] as const

/** @see spec/omegoo.md "Content Security Policy"; pages have a policy of their own, all else the strictest. */
const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-XSS-Protection': '1; mode=block',
  'Strict-Transport-Security': 'max-age=31536000',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(self), microphone=(self), geolocation=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const
const CORS_HEADERS = {
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, X-Tenant-Key, X-Account',
  'Access-Control-Max-Age': '600',
} as const

/** The port's HTTP side: who asks, the headers every answer has, and who answers. */
export function createHttpServer(deps: Deps): Server {
  const { handlers, addressOf, origins, restPaths, behindProxy, patience = PATIENCE, log } = deps
  const listener: RequestListener = (request, response) => {
    const requestId = randomUUID()
    const path = pathOf(request)
    request.headers[ADDRESS_HEADER] = addressOf(request)
    request.headers[LOCAL_HEADER] = isLocal(request) ? '1' : '0'
    if (!behindProxy) for (const name of STEERING) delete request.headers[name]
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    response.setHeader('Content-Security-Policy', BARE_POLICY)
    response.setHeader('X-Request-Id', requestId)
    if (path.startsWith('/api/') && answersCors(request, response, origins)) return

    const refuse = (refusal: DomainError) => sendRefusal(response, path, refusal)
    if (request.method === 'OPTIONS' && !isSocketIo(path)) {
      return void response.writeHead(204, { allow: optionsAt(path, restPaths) }).end()
    }
    const refusal = portRefusal(request, path, restPaths)
    if (refusal) return refuse(refusal)
    const maxBytes = bodyLimitAt(path, restPaths)
    const tooLarge = () =>
      refuse(new DomainError('PAYLOAD_TOO_LARGE', { description: `At most ${maxBytes} bytes` }))
    if (!limitBody(request, response, maxBytes, tooLarge)) return

    const fail = (error: unknown) => {
      log.error({ err: error, requestId, path }, 'request failed')
      if (!response.headersSent) refuse(new DomainError('INTERNAL_ERROR'))
      else response.destroy()
    }
    const started = performance.now()
    response.on('finish', () => {
      const ms = Math.round(performance.now() - started)
      log.debug({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request')
    })
    const { handle } = handlers.find(({ fits }) => fits(path)) ?? {}
    Promise.resolve(handle?.(request, response)).catch(fail)
  }
  const server = createServer({ ...patience, maxHeaderSize: 16_384 }, listener)
  const endUnreadable = (error: Unreadable, socket: Duplex) => {
    if (socket.writable) answerUnreadable(error, socket, restPaths)
  }
  server.on('clientError', endUnreadable)
  server.on('connect', (_, socket) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a socket broke'))
    const allow = 'GET, HEAD'
    endWithRefusal(socket, '/', new DomainError('METHOD_NOT_ALLOWED', { allow }))
  })
  return server
}

interface Unreadable extends NodeJS.ErrnoException {
  /** What could not be read, from its beginning. */
  readonly rawPacket?: Buffer
}

/** A method that HTTP's parser has never heard of is refused like any other that the path does not have. */
function answerUnreadable({ code = '', rawPacket }: Unreadable, socket: Duplex, restPaths: RestPaths): void {
  const firstLine = rawPacket?.subarray(0, 2_048).toString('latin1') ?? ''
  const [, method, url] = /^([!#$%&'*+.^_`|~\w-]{1,40}) (\/\S*) HTTP\/1\.[01]\r?\n/.exec(firstLine) ?? []
  if (code === 'HPE_INVALID_METHOD' && method !== undefined && url !== undefined) {
    const path = pathOf({ url })
    const refusal = portRefusal({ method, url }, path, restPaths)
    if (refusal) return endWithRefusal(socket, path, refusal)
  }
  const status = UNREADABLE[code] ?? '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Lets pages of allowed origins read the answer. @returns whether that was all they asked */
function answersCors(request: IncomingMessage, response: ServerResponse, origins: OriginPolicy): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return false
  response.setHeader('Vary', 'Origin')
  const allowed = origins.isAllowed(origin, host)
  if (allowed) {
    response.setHeader('Access-Control-Allow-Origin', origin)
    for (const [name, value] of Object.entries(CORS_HEADERS)) response.setHeader(name, value)
  }
  const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers
  if (isPreflight) response.writeHead(allowed ? 204 : 403).end()
  return isPreflight
}

export function pathOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  return url.split('?', 1)[0] ?? '/'
}
