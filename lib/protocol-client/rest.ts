import { randomBytes } from 'node:crypto'

export interface Guest {
  readonly userId: string
  readonly token: string
  readonly refreshToken: string
  readonly tier: number
}

/** Registers a guest with a device of its own, and, to a server that believes one proxy, from an address of its own. */
export async function registerGuest(url: string, more: object = {}): Promise<Guest> {
  const body = {
    age: 25,
    deviceFingerprint: newDevice(),
    termsAccepted: true,
    privacyAccepted: true,
    ...more,
  }
  const headers = { 'x-forwarded-for': newAddress() }
  const answer = await request(url, 'POST', '/api/auth/register', { body, headers })
  return answer.body.data as Guest
}

export const newDevice = (): string => randomBytes(32).toString('hex')

/** An address in the block for private use. */
export const newAddress = (): string => ['10', ...randomBytes(3)].join('.')

export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** The body as it came. */
  readonly text: string
  /** Of a file, which has no such form: whether it was given. */
  readonly body: {
    success: boolean
    data?: unknown
    error?: { code: number; message: string; description: string; field?: string }
  }
}

const BYTES = 'application/octet-stream'
const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array

/** A REST request as a program makes it: JSON, or bytes as they are. */
export async function request(
  url: string,
  method: string,
  path: string,
  { body, token, headers }: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': isBytes(body) ? BYTES : 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isBytes(body) ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? true
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? (JSON.parse(text) as Reply['body']) : { success: response.ok },
  }
}

export const post = (url: string, path: string, body: unknown, token?: string): Promise<Reply> =>
  request(url, 'POST', path, { body, ...(token === undefined ? {} : { token }) })
