import { describe, expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isBytesBody } from '@/lib/contracts/bytes'
import { registerGuest } from '@/lib/protocol-client/rest'
import { connectTcp } from '@/lib/testing/tcp-client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const MEGABYTE = 1_048_576
/** What the port drops of a refused body, and what lies in buffers on the way. */
const READ_AT_MOST = 45_000_000
const CRLF = '\r\n'
const REFUSED = /"error":\{"code":(9002|9003|9004|1003),/

const documented = CONTRACTS.flatMap(({ rest }) => Object.values(rest)).map((row) => ({
  method: row.method,
  path: row.path.replaceAll(/:\w+/g, 'x'),
  // Files may be larger than that.
  large:
    row.maxBytes !== undefined ||
    (row.body !== undefined &&
      isBytesBody(row.body) &&
      (row.body.isStreamed || row.body.maxBytes > MEGABYTE)),
  // Webhooks are signed over their bytes, which nobody is asked for first.
  hasBytes: row.access !== 'public' && row.body !== undefined && isBytesBody(row.body),
}))
const ownOfTheWebSession = ['csrf', 'session', 'providers', 'signin', 'signin/credentials', 'signout']
  .concat(['callback/credentials', 'callback/none', 'error', 'verify-request', '_log', '_log/x', 'none'])
  .map((action) => `/api/auth/${action}`)
const undocumented = [
  ...ownOfTheWebSession,
  '/',
  '/chat',
  '/sign-in',
  '/admin',
  '/offline',
  '/nowhere',
  '/unsent-form',
  '/favicon.ico',
  '/_next/image',
  '/_next/static/x.js',
  '/api',
  '/api/nothing',
  '/api/v1/nothing',
  '/api/docs',
  '/api/openapi.json',
  '/api/asyncapi.json',
  '/livez',
  '/readyz',
  '/health',
  '/metrics',
  '/socket.io/',
  '/socket.io',
  '/sw.js',
  '/x/../y',
  '/%2e%2e/x',
].flatMap((path) => ['GET', 'POST'].map((method) => ({ method, path, large: false, hasBytes: false })))

async function answered(method: string, path: string, how: 'declared' | 'chunked', size = MEGABYTE) {
  const client = await connectTcp(world.url())
  const length = how === 'declared' ? `Content-Length: ${size}` : 'Transfer-Encoding: chunked'
  const head = [`${method} ${path} HTTP/1.1`, 'Host: localhost', 'Content-Type: application/json', length]
  client.socket.write(head.join(CRLF) + CRLF + CRLF)
  const piece = 'x'.repeat(65_536)
  for (let left = size; left > 0; left -= piece.length) {
    const part = piece.slice(0, left)
    client.socket.write(how === 'declared' ? part : `${part.length.toString(16)}${CRLF}${part}${CRLF}`)
  }
  if (how === 'chunked') client.socket.write(`0${CRLF}${CRLF}`)
  return client.ended()
}

describe.each(['declared', 'chunked'] as const)('a body of a megabyte, its length %s,', (how) => {
  test.each([...documented.filter(({ large }) => !large), ...undocumented])(
    'is refused and the connection ended: $method $path',
    async ({ method, path, hasBytes }) => {
      const answer = await answered(method, path, how)
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
      // A sender of bytes is authenticated before one of them is read.
      const codes = hasBytes && how === 'chunked' ? /"error":\{"code":2003,/ : REFUSED
      if (path.startsWith('/api/') && !path.startsWith('/api/docs')) expect(answer).toMatch(codes)
      expect((await world.get('/api/stats/live')).status).toBe(200)
    },
  )

  test('is 413 where such a method and path exist', async () => {
    for (const [method, path] of [
      ['POST', '/api/auth/login'],
      ['POST', '/api/auth/callback/credentials'],
      ['POST', '/api/auth/signout'],
      ['GET', '/chat'],
      ['GET', '/socket.io/?EIO=4&transport=polling'],
    ] as const) {
      expect(await answered(method, path, how), path).toMatch(/^HTTP\/1\.1 413 /)
    }
  })
})

test('two hundred declared megabytes are refused before they come', async () => {
  for (const path of [
    '/api/auth/callback/credentials',
    '/api/moderation/report',
    '/socket.io/?EIO=4',
    '/chat',
  ]) {
    const client = await connectTcp(world.url())
    client.socket.write(`GET ${path} HTTP/1.1${CRLF}Host: x${CRLF}Content-Length: 200000000${CRLF}${CRLF}`)
    expect(await client.until(CRLF + CRLF), path).toMatch(/^HTTP\/1\.1 413 [^]*\r\nconnection: close\r\n/i)
    client.socket.destroy()
  }
})

test.each(['/api/auth/callback/credentials', '/api/auth/login', '/api/moderation/report', '/api/nothing'])(
  'a body without end is read no further than its limit: %s',
  async (path) => {
    const client = await connectTcp(world.url())
    client.socket.write(
      `POST ${path} HTTP/1.1${CRLF}Host: x${CRLF}Content-Type: application/json${CRLF}Transfer-Encoding: chunked${CRLF}${CRLF}`,
    )
    const piece = `10000${CRLF}${'x'.repeat(65_536)}${CRLF}`
    while (!client.socket.closed && client.socket.bytesWritten < READ_AT_MOST * 4) {
      if (!client.socket.write(piece)) await client.drained()
    }
    await client.ended()
    expect(client.socket.bytesWritten).toBeLessThan(READ_AT_MOST)
  },
)

test('the largest honest body, a report with its pictures, still arrives', async () => {
  const { token } = await registerGuest(world.url())
  const screenshots = [`data:image/png;base64,${'A'.repeat(700_000)}`]
  const body = { reportedUserId: 'x', sessionId: 'x', reportType: 'spam', evidence: { screenshots } }
  expect((await world.post('/api/moderation/report', body, token)).status).not.toBe(413)
})

async function bare(text: string): Promise<string> {
  const client = await connectTcp(world.url())
  client.socket.write(text)
  return client.ended()
}
const head = (method: string, path: string) =>
  bare(`${method} ${path} HTTP/1.1${CRLF}Host: localhost${CRLF}Connection: close${CRLF}${CRLF}`)

const METHODS = ['TRACE', 'PATCH', 'PROPFIND', 'LOCK', 'PURGE', 'QUERY', 'FOO', 'get']

test.each(METHODS)('%s is 405 with Allow at every documented path, in the envelope', async (method) => {
  for (const path of new Set(documented.map((row) => row.path))) {
    const answer = await head(method, path)
    expect(answer, path).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer.toLowerCase()).toMatch(/\r\nallow: (get|post|put|delete)/)
    expect(answer).toContain('"code":9003')
  }
})

test.each([...METHODS, 'POST', 'PUT', 'DELETE'])(
  '%s is 405 with Allow at pages, documents and probes',
  async (method) => {
    for (const path of ['/', '/chat', '/api/docs', '/api/openapi.json', '/livez', '/metrics']) {
      const answer = await head(method, path)
      expect(answer, path).toMatch(/^HTTP\/1\.1 405 /)
      expect(answer.toLowerCase()).toContain('allow: get, head')
      expect(answer.toLowerCase()).toContain('content-security-policy:')
    }
  },
)

test.each([
  ['GET', '/api/auth/callback/credentials', 'POST'],
  ['GET', '/api/auth/signout', 'POST'],
  ['POST', '/api/auth/session', 'GET'],
  ['TRACE', '/api/auth/csrf', 'GET'],
])('the web session has the methods it is used with: %s %s', async (method, path, allow) => {
  const answer = await head(method, path)
  expect(answer).toMatch(/^HTTP\/1\.1 405 /)
  expect(answer.toLowerCase()).toContain(`allow: ${allow.toLowerCase()}\r\n`)
})

test('OPTIONS answers the methods of a path, and CONNECT is none of them', async () => {
  expect(await head('OPTIONS', '/api/user/profile')).toMatch(/^HTTP\/1\.1 204 [^]*allow: OPTIONS, GET, PUT/i)
  expect(await head('OPTIONS', '/chat')).toMatch(/^HTTP\/1\.1 204 [^]*allow: OPTIONS, GET, HEAD/i)
  expect(await bare(`CONNECT example.org:443 HTTP/1.1${CRLF}Host: example.org${CRLF}${CRLF}`)).toMatch(
    /^HTTP\/1\.1 405 [^]*allow: /i,
  )
})

test('HEAD is answered like GET, without a body', async () => {
  const answer = await head('HEAD', '/api/stats/live')
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer.endsWith(`${CRLF}${CRLF}`)).toBe(true)
})

const MALFORMED = ['%E0%A4%A', '%', '%zz', '%c3%28', '%00', 'a%00b', '%ed%a0%80', '%ff', '\\\\evil']

test.each(MALFORMED)('an address that cannot be read is 400 in the form of its path: %s', async (part) => {
  for (const start of ['/api/admin/users/', '/api/v1/visits/', '/api/', '/api/auth/']) {
    const answer = await head('GET', start + part)
    expect(answer, start).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('"code":9001')
  }
  for (const start of ['/', '/chat/', '/_next/', '/socket.io/', '/api/docs/']) {
    const answer = await head('GET', start + part)
    expect(answer, start).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.toLowerCase()).toContain('content-security-policy:')
    expect(answer).toContain('<h1>This address cannot be read</h1>')
  }
})

test.each(['//evil.example', '//evil.example/..', '///x', '//api/auth/login'])(
  'an address with two leading slashes redirects nowhere: %s',
  async (path) => {
    const answer = await head('GET', path)
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
    expect(answer.toLowerCase()).not.toContain('location:')
  },
)

test.each([`/chat/${'x'.repeat(100_000)}`, `/api/stats/live?${'a=1&'.repeat(10_000)}`])(
  'an address of a hundred thousand characters is 431',
  async (path) => expect(await head('GET', path)).toMatch(/^HTTP\/1\.1 431 /),
)

const BAD_HOSTS = [
  '',
  'a b',
  '[::1',
  '%00',
  'x:99999',
  '<script>',
  'evil.example/..',
  'user@evil',
  'a?b',
  'a#b',
  '\\x',
]

test.each(BAD_HOSTS)('a malformed host is refused in the form of the path: %j', async (host) => {
  const ask = (path: string) =>
    bare(`GET ${path} HTTP/1.1${CRLF}Host: ${host}${CRLF}Connection: close${CRLF}${CRLF}`)
  expect(await ask('/api/stats/live')).toMatch(/^HTTP\/1\.1 400 [^]*"code":9001/)
  expect(await ask('/chat')).toMatch(/^HTTP\/1\.1 400 [^]*<h1>This address cannot be read<\/h1>/)
})

test.each([
  ['no host', ['GET /api/stats/live HTTP/1.1'], 400],
  ['two hosts', ['GET /api/stats/live HTTP/1.1', 'Host: a', 'Host: a'], 400],
  ['no host, in a version without', ['GET /api/stats/live HTTP/1.0'], 200],
  ['a whole address', ['GET http://localhost/api/stats/live HTTP/1.1', 'Host: x'], 200],
  ['a whole address elsewhere', ['GET https://evil.example/api/none?x HTTP/1.1', 'Host: x'], 404],
  ['a whole address of another kind', ['GET ftp://x/api/stats/live HTTP/1.1', 'Host: x'], 400],
  ['an expectation of its own', ['GET /api/stats/live HTTP/1.1', 'Host: x', 'Expect: wonders'], 200],
  ['a question of what there is at no path', ['OPTIONS /api/nothing HTTP/1.1', 'Host: x'], 404],
] as const)('%s: %j is answered %i', async (_, lines, status) => {
  const answer = await bare([...lines, 'Connection: close'].join(CRLF) + CRLF + CRLF)
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(answer.toLowerCase()).toContain('content-security-policy:')
})

test('a client that expects 100-continue gets it, or is refused without sending the body', async () => {
  const ask = async (path: string, length: number) => {
    const client = await connectTcp(world.url())
    const lines = [
      `POST ${path} HTTP/1.1`,
      'Host: x',
      'Content-Type: application/json',
      'Expect: 100-continue',
    ]
    client.socket.write([...lines, `Content-Length: ${length}`].join(CRLF) + CRLF + CRLF)
    const answer = await client.until(CRLF + CRLF)
    if (answer.startsWith('HTTP/1.1 100 ')) client.socket.write('{}'.padEnd(length))
    return client.ended()
  }
  expect(await ask('/api/auth/login', 2)).toMatch(
    /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 [^]*"code":9001/,
  )
  expect(await ask('/api/auth/login', MEGABYTE)).toMatch(/^HTTP\/1\.1 413 /)
  expect(await ask('/api/nothing/x', 2)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 404 /)
  expect(await ask('/chat', 2)).toMatch(/^HTTP\/1\.1 405 /)
})

test.each([
  ['/socket.io/?EIO=4&transport=websocket', {}],
  ['/socket.io/?EIO=4&transport=nonsense', {}],
  ['/socket.io/?EIO=4&transport=websocket&sid=nonsense', {}],
  ['/socket.io/?EIO=4&transport=websocket', { 'Sec-WebSocket-Key': 'x' }],
  ['/', { 'Sec-WebSocket-Key': 'x' }],
  ['/', { 'Sec-WebSocket-Version': '99' }],
  ['/', { Origin: 'https://evil.example' }],
  ['/nowhere', {}],
  ['/%zz', {}],
] as const)(
  'a WebSocket that is refused is refused with the headers of every answer: %s %j',
  async (path, headers) => {
    const client = await connectTcp(world.url())
    const all = { Host: 'localhost', Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'null', ...headers }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
    client.socket.write([`GET ${path} HTTP/1.1`, ...lines].join(CRLF) + CRLF + CRLF)
    const answer = await client.ended()
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer.match(/^content-security-policy: default-src 'none'/gim)).toHaveLength(1)
    expect(answer.match(/^x-content-type-options: nosniff\r$/gim)).toHaveLength(1)
  },
)
