import { accountChanged, pageAccount } from '@/lib/client/account/page-account'

/** The server did what was asked. */
interface Success<T> {
  readonly ok: true
  readonly data: T
}

/** The server refused, for a reason from the registry of error codes (spec/omegoo.md "Error Codes"). */
export interface Refusal {
  readonly ok: false
  readonly offline: false
  /** E.g. 1001. */
  readonly code: number
  /** The code's name, e.g. `INVALID_AGE`. Not for people: screens have their own words. */
  readonly message: string
  readonly description: string
  /** Seconds until it is worth trying again; with 1003 `RATE_LIMIT_EXCEEDED`. */
  readonly retryAfter?: number
  /** The field of the request that was refused, e.g. `email`. */
  readonly field?: string
  /** With 1014: how the second factor can be shown. */
  readonly methods?: readonly string[]
  /** With 1002 and 1009: when the ban ends, ISO 8601; null: it has no end. */
  readonly bannedUntil?: string | null
  /** With 1002 and 1009: what became of the appeal against the ban; absent: there is none. */
  readonly appeal?: unknown
}

/** Nothing in the contract's form came back: no network, no server, or something else answering for it. */
export interface Unreachable {
  readonly ok: false
  readonly offline: true
  /** What `fetch` or the parser threw, for debugging. */
  readonly cause?: unknown
}

export type Result<T> = Success<T> | Refusal | Unreachable

/** Longer than any documented answer takes; `find-match` waits 8 s. */
const PATIENCE_MS = 15_000
const ACCOUNT_CHANGED = 2007

/**
 * Calls the REST interface with the web session's cookie, for the account that the page was opened as. Refusals and a missing network are results, never
 * exceptions; `T` is what the contract promises under `data`, or the whole answer where it has no such field, and is not checked again here.
 *
 * @see contracts.md "Errors"
 */
export const api = {
  get: <T>(path: string) => send<T>('GET', path),
  /** For endpoints that answer a file. */
  file: (path: string) => sendFor<Blob>('GET', path, {}, readFile),
  post: <T>(path: string, body?: object, options?: Options) => send<T>('POST', path, body, options),
  /** Bytes as they are. */
  bytes: <T>(path: string, body: Uint8Array<ArrayBuffer>, signal?: AbortSignal) =>
    send<T>('POST', path, body, { ...(signal && { signal }) }),
  put: <T>(path: string, body?: object) => send<T>('PUT', path, body),
  delete: <T>(path: string, body?: object) => send<T>('DELETE', path, body),
}

interface Options {
  /** Goes on when the page is closed meanwhile; for bodies of at most 64 KiB. */
  readonly keepalive?: boolean
  /** Beside the usual ones. */
  readonly headers?: Readonly<Record<string, string>>
  /** Gives up earlier than the endpoint's patience. */
  readonly signal?: AbortSignal
}

const send = <T>(method: string, path: string, body?: object, options: Options = {}) =>
  sendFor<T>(method, path, { ...options, ...(body && { body }) }, readData)

async function readData<T>(response: Response): Promise<Result<T>> {
  const answer: unknown = await response.json()
  return toResult<T>(answer, response.headers.get('Retry-After'))
}

async function readFile(response: Response): Promise<Result<Blob>> {
  return response.ok ? { ok: true, data: await response.blob() } : readData(response)
}

async function sendFor<T>(
  method: string,
  path: string,
  { body, keepalive = false, headers: more, signal }: Options & { readonly body?: object },
  read: (response: Response) => Promise<Result<T>>,
): Promise<Result<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...more }
  if (body) headers['Content-Type'] = isBytes(body) ? 'application/octet-stream' : 'application/json'
  const { account } = pageAccount.getState()
  if (account !== undefined) headers['X-Account'] = account
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...(keepalive && { keepalive }),
      signal: AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), ...(signal ? [signal] : [])]),
      ...(body && { body: isBytes(body) ? body : JSON.stringify(body) }),
    })
    const result = await read(response)
    if (!result.ok && !result.offline && result.code === ACCOUNT_CHANGED) accountChanged()
    return result
  } catch (cause) {
    return { ok: false, offline: true, cause }
  }
}

const isBytes = (body: object): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array

/** What an answer of the REST interface says. @param retryAfterHeader - seconds */
export function toResult<T>(answer: unknown, retryAfterHeader: string | null): Result<T> {
  if (!isRecord(answer)) return { ok: false, offline: true }
  if (answer['success'] === true) return { ok: true, data: ('data' in answer ? answer['data'] : answer) as T }

  const error = answer['error']
  if (!isRecord(error) || typeof error['code'] !== 'number') return { ok: false, offline: true }
  const retryAfter = Number(error['retryAfter'] ?? retryAfterHeader ?? Number.NaN)
  return {
    ok: false,
    offline: false,
    code: error['code'],
    message: textOf(error['message']),
    description: textOf(error['description']),
    ...(Number.isFinite(retryAfter) && { retryAfter }),
    ...(typeof error['field'] === 'string' && { field: error['field'] }),
    ...(Array.isArray(error['methods']) && { methods: error['methods'].map(textOf) }),
    ...('appeal' in error && { appeal: error['appeal'] }),
    ...('bannedUntil' in error && { bannedUntil: textOf(error['bannedUntil']) || null }),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
