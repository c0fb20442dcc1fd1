import { randomUUID } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http'
import { isLocal } from './address'
import type { OriginPolicy } from './origin'
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
  /** How long a request may take to arrive; for tests. */
  readonly patience?: Patience
  readonly log: {
    error(context: object, message: string): void
    debug(context: object, message: string): void
  }
}

/** @see spec/omegoo.md "Content Security Policy"; the policy itself goes with the pages. */
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
export function createHttpServer({ handlers, addressOf, origins, patience = PATIENCE, log }: Deps): Server {
  const listener: RequestListener = (request, response) => {
    const requestId = randomUUID()
    const path = pathOf(request)
    request.headers[ADDRESS_HEADER] = addressOf(request)
    request.headers[LOCAL_HEADER] = isLocal(request) ? '1' : '0'
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
    response.setHeader('X-Request-Id', requestId)
    if (path.startsWith('/api/') && answersCors(request, response, origins)) return

    const fail = (error: unknown) => {
      log.error({ err: error, requestId, path }, 'request failed')
      if (!response.headersSent) response.writeHead(500).end()
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
  server.on(
    'clientError',
    (_, socket) => void (socket.writable && socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  )
  return server
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

export function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}
