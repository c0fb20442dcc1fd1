import type { IncomingMessage } from 'node:http'
import { DomainError } from '@/lib/domain/errors'
import { isBareHost } from './origin'
import { webSessionMethods } from '../rest/web-session-routes'

const SMALL_BODY = 16 * 1_024
/** A poll of Socket.IO holds packets; the engine refuses larger ones as well. */
const POLL_BODY = 1_000_000
const PAGE_METHODS = ['GET', 'HEAD']
/** Where forms go that were sent before their script had come. */
const UNSENT_FORM = '/unsent-form'
/** What the contracts' tables declare for a path. */
export interface RestPaths {
  /** Undefined: no contract has it. */
  readonly methodsOf: (path: string) => readonly string[] | undefined
  /** The largest body of its endpoints; undefined: the usual one. */
  readonly maxBytesOf: (path: string) => number | undefined
  /** It takes files that are too large to arrive as quickly as anything else. */
  readonly takesTime: (path: string) => boolean
  /** A file is what it answers. */
  readonly answersFile: (path: string) => boolean
}

export const isSocketIo = (path: string) => path === '/socket.io' || path === '/socket.io/'
const isPage = (path: string) => path === '/api/docs' || path.startsWith('/api/docs/')
const isApi = (path: string) => (path === '/api' || path.startsWith('/api/')) && !isPage(path)
/** Whether it is pages that answer there, or would. */
export const answersPages = (path: string) => !isApi(path) && !isSocketIo(path)
const isDocument = (path: string) => path === '/api/openapi.json' || path === '/api/asyncapi.json'

/** Bytes that a body at this path may have. */
export function bodyLimitAt(method: string | undefined, path: string, { maxBytesOf }: RestPaths): number {
  if (method !== 'POST' && method !== 'PUT') return SMALL_BODY
  return isSocketIo(path) ? POLL_BODY : (maxBytesOf(path) ?? SMALL_BODY)
}

/**
 * What the port itself refuses, before any handler: addresses that are no paths, and methods that a path does not have.
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

/**
 * Whether a request names its host, once: without that no address of our own can be made of it.
 *
 * @see RFC 9112, section 3.2; HTTP/1.0, which load balancers' probes speak, needs none
 */
export function namesOneHost({ headers, headersDistinct, httpVersion }: HostWords): boolean {
  const { host } = headers
  if (host === undefined) return httpVersion === '1.0'
  return headersDistinct.host?.length === 1 && isBareHost(host) && URL.canParse(`http://${host}`)
}

type HostWords = Pick<IncomingMessage, 'headers' | 'headersDistinct' | 'httpVersion'>

/** The answer to `OPTIONS` where it is no browser's question before another request: the methods of the path, if it exists. */
export function optionsAt(path: string, rest: RestPaths): string | undefined {
  const methods = methodsAt(path, rest)
  return methods && ['OPTIONS', ...methods].join(', ')
}

/** Undefined: no handler owns the path, and the one that is asked answers 404. */
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
