import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import { refusalBody } from './refusal'
import { webSessionMethods } from './web-session-routes'

const SMALL_BODY = 16 * 1_024
/** A poll of Socket.IO holds packets; the engine refuses larger ones by itself as well. */
const POLL_BODY = 1_000_000
const PAGE_METHODS = ['GET', 'HEAD']
/** Where forms go that were sent before their script had come. */
const UNSENT_FORM = '/unsent-form'
/** Of whatever is no page of the product's own: it may be looked at, and do nothing. Pages set theirs instead. */
export const BARE_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** What the contracts' tables say of a path. */
export interface RestPaths {
  /** Undefined: no contract has it. */
  readonly methodsOf: (path: string) => readonly string[] | undefined
  /** The largest body of its endpoints; undefined: the usual one. */
  readonly maxBytesOf: (path: string) => number | undefined
}

export const isSocketIo = (path: string) => path === '/socket.io' || path === '/socket.io/'
const isPage = (path: string) => path === '/api/docs' || path.startsWith('/api/docs/')
const isApi = (path: string) => (path === '/api' || path.startsWith('/api/')) && !isPage(path)
const isDocument = (path: string) => path === '/api/openapi.json' || path === '/api/asyncapi.json'

/** Bytes that a body at this path may have. */
export function bodyLimitAt(path: string, { maxBytesOf }: RestPaths): number {
  return isSocketIo(path) ? POLL_BODY : (maxBytesOf(path) ?? SMALL_BODY)
}

/**
 * What the port itself refuses, whoever would answer: addresses that are no paths, and methods that a path does not have.
 * Undefined: the request may go on.
 */
export function portRefusal(
  { method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>,
  path: string,
  rest: RestPaths,
): DomainError | undefined {
  if (!isWellFormed(url, path)) {
    return new DomainError('INVALID_REQUEST', { description: 'The address is not well formed' })
  }
  if (path.startsWith('//')) return new DomainError('NOT_FOUND')
  const methods = methodsAt(path, rest)
  if (methods === undefined) return ROUTABLE.has(method) ? undefined : new DomainError('NOT_FOUND')
  if (methods.includes(method) || (method === 'HEAD' && methods.includes('GET'))) return undefined
  const allow = methods.join(', ')
  return new DomainError('METHOD_NOT_ALLOWED', { description: `Takes ${allow}`, allow })
}

/** What route handlers can be asked with; of the others no `Request` can be made. */
const ROUTABLE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'])

/** The answer to `OPTIONS` where it is no browser's question before another request: what the path takes. */
export function optionsAt(path: string, rest: RestPaths): string {
  return ['OPTIONS', ...(methodsAt(path, rest) ?? [])].join(', ')
}

/** Undefined: nobody answers there, and whoever is asked says so. */
function methodsAt(path: string, rest: RestPaths): readonly string[] | undefined {
  if (isSocketIo(path)) return ['GET', 'POST', 'OPTIONS']
  if (path === UNSENT_FORM) return [...PAGE_METHODS, 'POST']
  if (!isApi(path) || isDocument(path)) return PAGE_METHODS
  const clean = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path
  return rest.methodsOf(clean) ?? webSessionMethods(clean)
}

function isWellFormed(url: string, path: string): boolean {
  if (!url.startsWith('/') || path.includes('\\')) return false
  try {
    return !decodeURIComponent(path).includes('\u0000')
  } catch {
    return false
  }
}

/** A refusal in the form of whoever would have answered: the contracts' envelope, or a page. */
function answerTo(path: string, refusal: DomainError, status: number = ERRORS[refusal.reason].status) {
  const { description } = ERRORS[refusal.reason]
  const { allow, retryAfter } = refusal.details
  const asPage = !isApi(path) && !isSocketIo(path)
  const body = asPage ? pageOf(status, description) : JSON.stringify(refusalBody(refusal))
  const headers: Record<string, string | number> = {
    'content-type': asPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': BARE_POLICY,
    'cache-control': 'no-store',
    ...(allow !== undefined && { allow }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
  return { status, headers, body }
}

export function sendRefusal(response: ServerResponse, path: string, refusal: DomainError): void {
  const { status, headers, body } = answerTo(path, refusal)
  response.writeHead(status, headers).end(body)
}

/** The same, whole, and the connection ends when `response` does. */
export function writeRefusal(response: ServerResponse, path: string, refusal: DomainError): void {
  const { status, headers, body } = answerTo(path, refusal)
  response.writeHead(status, { ...headers, connection: 'close' }).write(body)
}

/** The same where there is no response to write to, and ends the connection. */
export function endWithRefusal(
  socket: Duplex,
  path: string,
  refusal: DomainError,
  status: number = ERRORS[refusal.reason].status,
): void {
  const { headers, body } = answerTo(path, refusal, status)
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** Without a script, a style or a word of the request's; the texts are the registry's. */
function pageOf(status: number, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status}</title><h1>${status}</h1><p>${text}.</p><p><a href="/">Omegoo</a></p></html>`
}
