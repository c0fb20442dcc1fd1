import { connect as connectTcp } from 'node:net'
import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { CORS_ORIGINS: 'https://app.example.org' } })
const ask = (method: string, path: string, how: Parameters<typeof request>[3] = {}) =>
  request(world.url(), method, path, how)

async function raw(method: string, path: string, body: BodyInit | null, headers: Record<string, string>) {
  const response = await fetch(world.url() + path, {
    method,
    body,
    headers,
    ...(body && { duplex: 'half' }),
  } as RequestInit)
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as { error?: { code: number } },
  }
}

/** The first line of the answer to malformed HTTP. */
function firstLine(text: string): Promise<string> {
  const { hostname, port } = new URL(world.url())
  return new Promise((resolve, reject) => {
    const socket = connectTcp(Number(port), hostname, () => socket.write(text))
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
}

const SECURITY = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-xss-protection': '1; mode=block',
  'strict-transport-security': 'max-age=31536000',
}

test.each([
  ['GET', '/api/stats/live', 200],
  ['GET', '/api/user/profile', 401],
  ['GET', '/api/nothing', 404],
  ['DELETE', '/api/user/profile', 405],
  ['POST', '/api/auth/register', 400],
])('every answer has the documented security headers: %s %s', async (method, path, status) => {
  const reply = await ask(method, path)
  expect(reply.status).toBe(status)
  for (const [name, value] of Object.entries(SECURITY)) expect(reply.headers.get(name), name).toBe(value)
})

test('the site itself may use what voice and video need, no frame in it may, and the place is not asked for', async () => {
  const policy = (await ask('GET', '/api/stats/live')).headers.get('permissions-policy') ?? ''
  for (const feature of ['camera', 'microphone', 'display-capture', 'autoplay', 'screen-wake-lock'])
    expect(policy.split(', ')).toContain(`${feature}=(self)`)
  expect(policy.split(', ')).toContain('geolocation=()')
})

test('a poll of Socket.IO has them too', async () => {
  const { headers } = await fetch(`${world.url()}/socket.io/?EIO=4&transport=polling`)
  for (const [name, value] of Object.entries(SECURITY)) expect(headers.get(name), name).toBe(value)
})

test.each([
  '/api',
  '/api/',
  '/api/nothing',
  '/api/auth',
  '/api/auth/register/more',
  '/api//auth/login',
  '/API/auth/login',
])('an unknown address is 404 in the envelope: %s', async (path) => {
  const { status, body } = await ask('GET', path)
  expect(status).toBe(404)
  expect(body).toEqual({
    success: false,
    error: { code: 9002, message: 'NOT_FOUND', description: expect.any(String) },
  })
})

test.each([
  ['GET', '/api/auth/register', 'POST'],
  ['POST', '/api/user/profile', 'GET, PUT'],
  ['PUT', '/api/user/stats', 'GET'],
  ['PATCH', '/api/chat/history', 'GET'],
  ['GET', '/api/moderation/block/x', 'DELETE'],
])('another method is 405 in the envelope, with Allow: %s %s', async (method, path, allowed) => {
  const { status, body, headers } = await ask(method, path)
  expect(status).toBe(405)
  expect(body.error).toMatchObject({ code: 9003, message: 'METHOD_NOT_ALLOWED' })
  expect(headers.get('allow')).toBe(allowed)
})

test('a body larger than 16 KiB is 413, declared or not', async () => {
  const text = JSON.stringify({ deviceFingerprint: 'x'.repeat(17_000) })
  const headers = { 'content-type': 'application/json' }
  expect(await raw('POST', '/api/auth/login', text, headers)).toMatchObject({
    status: 413,
    body: { error: { code: 9004 } },
  })
  const stream = new Blob([text]).stream()
  expect(await raw('POST', '/api/auth/login', stream, headers)).toMatchObject({
    status: 413,
    body: { error: { code: 9004 } },
  })
})

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonx',
  '',
])('a body of another type is 415: "%s"', async (type) => {
  const reply = await raw('POST', '/api/auth/login', Buffer.from('{"deviceFingerprint":"x"}'), {
    'content-type': type,
  })
  expect(reply).toMatchObject({
    status: 415,
    body: { error: { code: 9005, message: 'UNSUPPORTED_MEDIA_TYPE' } },
  })
})

test.each(['{', 'nonsense', '{"a":1,}', '\u0000', '[1', '"'])(
  'a body that is not JSON is 400: %j',
  async (text) => {
    const reply = await raw('POST', '/api/auth/login', text, { 'content-type': 'application/json' })
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 9001, message: 'INVALID_REQUEST' } } })
  },
)

test('JSON with a charset is JSON', async () => {
  const text = JSON.stringify({ deviceFingerprint: newDevice() })
  expect(
    (await raw('POST', '/api/auth/login', text, { 'content-type': 'application/json; charset=utf-8' }))
      .status,
  ).toBe(401)
})

test.each(['https://app.example.org', 'http://localhost:3000'])(
  'a preflight of an allowed origin is answered: %s',
  async (origin) => {
    const response = await fetch(`${world.url()}/api/auth/login`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.get('access-control-allow-credentials')).toBe('true')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    expect(response.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
    expect(response.headers.get('vary')).toContain('Origin')
    const reply = await ask('GET', '/api/stats/live', { headers: { origin } })
    expect(reply.headers.get('access-control-allow-origin')).toBe(origin)
  },
)

test.each(['https://evil.example.org', 'null', 'http://app.example.org', 'https://app.example.org:8443'])(
  'a preflight of another origin is not, and its pages cannot read answers: %s',
  async (origin) => {
    const response = await fetch(`${world.url()}/api/auth/login`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(
      (await ask('GET', '/api/stats/live', { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      ),
    ).toBeNull()
  },
)

test('a write with a cookie from a page of another origin is refused, and changes nothing', async () => {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const [cookie = ''] = (
    (await ask('POST', '/api/auth/register', { body })).headers.get('set-cookie') ?? ''
  ).split(';')
  const foreign: Record<string, string>[] = [
    { cookie, origin: 'https://evil.example.org' },
    { cookie, origin: 'https://app.example.org.' },
    { cookie, origin: 'https://app.example.org.evil.example.org' },
    { cookie, origin: 'null' },
    { cookie, origin: 'null', 'sec-fetch-site': 'same-origin' },
    { cookie },
    { cookie, 'sec-fetch-site': 'cross-site' },
    { cookie, 'sec-fetch-site': 'same-site' },
    { cookie, 'sec-fetch-site': 'none' },
  ]
  for (const headers of foreign) {
    const { status, body: answer } = await ask('POST', '/api/auth/logout-all', { headers })
    expect({ status, ...answer.error }).toMatchObject({ status: 403, code: 2005, message: 'ORIGIN_REFUSED' })
  }
  expect((await ask('GET', '/api/user/profile', { headers: { cookie } })).status).toBe(200)
  const own: Record<string, string>[] = [
    { cookie, origin: 'https://app.example.org' },
    { cookie, 'sec-fetch-site': 'same-origin' },
  ]
  for (const headers of own) {
    expect((await ask('POST', '/api/chat/end-session', { headers })).status).toBe(404)
  }
})

test('a program with a Bearer token and no Origin may write', async () => {
  const { token } = await registerGuest(world.url())
  expect((await ask('POST', '/api/auth/logout', { token })).status).toBe(200)
})

test('Authorization wins over a cookie, even when it is invalid', async () => {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const [cookie = ''] = (
    (await ask('POST', '/api/auth/register', { body })).headers.get('set-cookie') ?? ''
  ).split(';')
  for (const authorization of ['Bearer nonsense', 'Bearer', 'Basic YTpi', '']) {
    const { status } = await ask('GET', '/api/user/profile', { headers: { cookie, authorization } })
    expect(status, authorization).toBe(401)
  }
})

test('a request without a token is refused as unauthenticated in the envelope', async () => {
  const { status, body } = await ask('GET', '/api/user/profile')
  expect(status).toBe(401)
  expect(body.error).toMatchObject({
    code: 2003,
    message: 'AUTHENTICATION_REQUIRED',
    description: 'Authentication required',
  })
})

test.each([
  ['nonsense', 'GARBAGE\r\n\r\n'],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`],
  [
    'two lengths',
    'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  ],
  [
    'length and chunks',
    'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  [
    'a chunk that is none',
    'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
  ],
])('malformed HTTP is refused and the connection closed: %s', async (_, text) => {
  expect(await firstLine(text)).toMatch(/^HTTP\/1\.1 4\d\d|^$/)
  expect((await ask('GET', '/api/stats/live')).status).toBe(200)
})

test('a body that breaks off does no harm', async () => {
  const { hostname, port } = new URL(world.url())
  await new Promise<void>((resolve) => {
    const socket = connectTcp(Number(port), hostname, () => {
      socket.write(
        'POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"dev',
      )
      setImmediate(() => socket.destroy())
    })
    socket.on('close', () => resolve())
  })
  expect((await ask('GET', '/api/stats/live')).status).toBe(200)
})

test('a body in slow pieces, split within a character too, is read', async () => {
  const { hostname, port } = new URL(world.url())
  const body = Buffer.from(JSON.stringify({ deviceFingerprint: `schlüssel-${newDevice()}` }))
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connectTcp(Number(port), hostname)
    const pieces = [...body].map((byte) => Buffer.from([byte]))
    const next = () => {
      const piece = pieces.shift()
      if (piece) socket.write(piece, () => setImmediate(next))
    }
    const head = `Host: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
    socket.setNoDelay(true)
    socket.write(`POST /api/auth/login HTTP/1.1\r\n${head}`, next)
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
  })
  expect(answer).toContain('"code":1008')
})
