import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError, ERRORS } from '@/lib/domain/errors'
import { refusalBody } from './refusal'
import { webSessionMethods } from './web-session-routes'

const SMALL_BODY = 16 * 1_024
/** A poll of Socket.IO holds packets; the engine refuses larger ones by itself as well. */
const POLL_BODY = 1_000_000
const PAGE_METHODS = ['GET']
const PAGE_POLICY = `default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/** What the contracts' tables say of a path. */
export interface RestPaths {
  /** Undefined: no contract has it. */
  readonly methodsOf: (path: string) => readonly string[] | undefined
  /** The largest body of its endpoints; undefined: the usual one. */
  readonly maxBytesOf: (path: string) => number | undefined
}

const isSocketIo = (path: string) => path === '/socket.io' || path === '/socket.io/'
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
  { method = '', url = '' }: IncomingMessage,
  path: string,
  rest: RestPaths,
): DomainError | undefined {
  if (!isWellFormed(url, path)) {
    return new DomainError('INVALID_REQUEST', { description: 'The address is not well formed' })
  }
  if (path.startsWith('//')) return new DomainError('NOT_FOUND')
  if (method === 'OPTIONS' && isSocketIo(path)) return undefined
  const methods = methodsAt(path, rest)
  if (methods === undefined || methods.includes(method === 'HEAD' ? 'GET' : method)) return undefined
  const allow = methods.join(', ')
  return new DomainError('METHOD_NOT_ALLOWED', { description: `Takes ${allow}`, allow })
}

/** Undefined: nobody answers there, and whoever is asked says so. */
function methodsAt(path: string, rest: RestPaths): readonly string[] | undefined {
  if (isSocketIo(path)) return ['GET', 'POST']
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

/** Answers a refusal in the form of whoever would have answered: the contracts' envelope, or a page. */
export function sendRefusal(response: ServerResponse, path: string, refusal: DomainError): void {
  const { status, description } = ERRORS[refusal.reason]
  const { allow, retryAfter } = refusal.details
  const asPage = !isApi(path) && !isSocketIo(path)
  const body = asPage ? pageOf(status, description) : JSON.stringify(refusalBody(refusal))
  response.writeHead(status, {
    'content-type': asPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
    ...(allow !== undefined && { allow }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  })
  response.end(body)
}

/** Without a script, a style or a word of the request's; the texts are the registry's. */
function pageOf(status: number, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status}</title><h1>${status}</h1><p>${text}.</p><p><a href="/">Omegoo</a></p></html>`
}
