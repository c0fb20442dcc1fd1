import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { CONTRACTS } from '@/lib/contracts/all'
import { isRaw, pathOfNamespace } from '@/lib/contracts/kit'
import { connect } from '@/lib/testing/client'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld, join } from '@/lib/testing/world'

const world = createWorld({ env: { CORS_ORIGINS: 'https://app.example.org', TRUST_PROXY: '1' } })
const { advance, sleep, person } = world

const EXPIRED_MS = 901_000

async function cookieOf(): Promise<{ cookie: string; userId: string }> {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const reply = await request(world.url(), 'POST', '/api/auth/register', { body })
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  return { cookie, userId: (reply.body.data as { userId: string }).userId }
}

/** The status of a bare WebSocket upgrade. */
function upgradeStatus(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(world.url() + path, {
      headers: {
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      },
    })
    asked.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy()
      resolve(statusCode)
    })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject)
    asked.end()
  })
}

const SOCKET = '/socket.io/?EIO=4&transport=websocket'
const POLLING = '/socket.io/?EIO=4&transport=polling'
const RAW_CHANNELS = CONTRACTS.flatMap(({ namespaces }) =>
  Object.keys(namespaces).filter(isRaw).map(pathOfNamespace),
)

test.each(['nonsense', '', 'a.b.c', 'Bearer ', 5, {}, [], true])(
  'a bad token fails the connection: %j',
  async (token) => {
    await expect(connect(world.url(), undefined, { auth: { token } })).rejects.toThrow(
      'Authentication error: Invalid token',
    )
  },
)

test('an expired token fails with a message of its own, and its socket stays open', async () => {
  const ann = await person()
  await sleep(EXPIRED_MS)
  await expect(connect(world.url(), ann.token)).rejects.toThrow('Authentication error: Token expired')
  expect(await join(ann, 'text')).toMatchObject({ success: true })
})

test('a token of a login that has ended, or of a banned account, is invalid', async () => {
  const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
  await world.post('/api/auth/logout', undefined, ann.token)
  await world.ban(bob.userId)
  for (const { token } of [ann, bob]) {
    await expect(connect(world.url(), token)).rejects.toThrow('Authentication error: Invalid token')
  }
})

test('a token signed with another algorithm or key is invalid', async () => {
  const { token } = await registerGuest(world.url())
  const [, payload = '', signature = ''] = token.split('.')
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  for (const forged of [
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${token.slice(0, -3)}abc`,
  ]) {
    await expect(connect(world.url(), forged)).rejects.toThrow('Authentication error: Invalid token')
  }
})

test('the token may also come in the Authorization header, with or without the word Bearer in auth.token', async () => {
  const ann = await registerGuest(world.url())
  for (const how of [
    { extraHeaders: { authorization: `Bearer ${ann.token}` } },
    { auth: { token: `Bearer ${ann.token}` } },
    { extraHeaders: { authorization: `Bearer ${ann.token}` }, transports: ['polling'] },
  ]) {
    const client = await world.client(undefined, how)
    expect(await client.ask('join_text_queue')).toMatchObject({ success: true })
  }
  await expect(
    connect(world.url(), undefined, { extraHeaders: { authorization: 'Bearer x' } }),
  ).rejects.toThrow('Invalid token')
})

test('the web session’s cookie is enough for a page of ours, over WebSocket and polling', async () => {
  const { cookie } = await cookieOf()
  for (const origin of ['https://app.example.org', 'http://localhost:3000', world.url()]) {
    for (const transports of [['websocket'], ['polling']]) {
      const client = await world.client(undefined, { transports, extraHeaders: { cookie, origin } })
      expect(await client.ask('join_text_queue'), origin).toMatchObject({ success: true })
    }
  }
})

test('a bad token wins over a good cookie', async () => {
  const { cookie } = await cookieOf()
  const extraHeaders = { cookie, origin: world.url() }
  await expect(connect(world.url(), 'nonsense', { extraHeaders })).rejects.toThrow('Invalid token')
  const both = { ...extraHeaders, authorization: 'Bearer nonsense' }
  await expect(connect(world.url(), undefined, { extraHeaders: both })).rejects.toThrow('Invalid token')
})

test.each([
  'https://evil.example.org',
  'null',
  'NULL',
  'file://',
  'nonsense',
  'http://localhost:3001',
  'https://localhost:3000',
  'http://127.0.0.1',
  'http://app.example.org',
  'https://app.example.org:8443',
  'https://app.example.org.evil.example.org',
  'https://evil-app.example.org',
  'https://app.example.org.',
  'https://app.example.org@evil.example.org',
  'https://example.org',
  'https://app.example.org, https://evil.example.org',
  'https://xn--pp-6ja.example.org',
])('a page of another origin gets no socket, neither upgraded nor polled: %s', async (origin) => {
  const { cookie } = await cookieOf()
  const asked: Record<string, string>[] = [{ origin }, { origin, cookie }]
  for (const headers of asked) {
    expect(await upgradeStatus(SOCKET, headers)).toBe(400)
    for (const namespace of RAW_CHANNELS) expect(await upgradeStatus(namespace, headers)).toBe(403)
    const polled = await fetch(world.url() + POLLING, { headers })
    expect(polled.status).toBe(403)
    expect(polled.headers.get('access-control-allow-origin')).toBeNull()
  }
})

test.each(['https://APP.example.org', 'https://app.example.org:443'])(
  'an origin is the same in every way of writing it: %s',
  async (origin) => {
    for (const path of [SOCKET, ...RAW_CHANNELS]) expect(await upgradeStatus(path, { origin })).toBe(101)
  },
)

test.each(['cross-site', 'same-site', 'none'])(
  'a cookie without an Origin opens no socket, whatever Sec-Fetch-Site says: %s',
  async (site) => {
    const { cookie } = await cookieOf()
    const asked: Record<string, string>[] = [
      { cookie },
      { cookie, origin: '' },
      { cookie, 'sec-fetch-site': site },
    ]
    for (const headers of asked) {
      expect(await upgradeStatus(SOCKET, headers)).toBe(400)
      for (const namespace of RAW_CHANNELS) expect(await upgradeStatus(namespace, headers)).toBe(403)
    }
  },
)

test('a program without a cookie may connect', async () => {
  for (const path of [SOCKET, ...RAW_CHANNELS]) expect(await upgradeStatus(path)).toBe(101)
})

test.each(['//', '/socket.iox', '/chat', '/api/user/profile', '/_next/x', '/socket.io/../x'])(
  'an upgrade of another path is refused: %s',
  async (path) => {
    expect(await upgradeStatus(path)).toBe(404)
  },
)

test.each(['/administration', '/chats', '/nonsense', '//', '/chat/../'])(
  'a namespace that does not exist is refused: %s',
  async (namespace) => {
    const { token } = await registerGuest(world.url())
    await expect(connect(world.url(), token, { namespace })).rejects.toThrow('Invalid namespace')
  },
)

test('without a token a socket connects, may only authenticate, and is dropped after 15 s', async () => {
  const anonymous = await world.client()
  for (const [event, family, payload] of [
    ['join_text_queue', 'text_chat_error', {}],
    ['send_text_message', 'text_chat_error', { content: 'hi' }],
    ['attempt_text_reconnect', 'text_chat_error', {}],
    ['join-queue', 'error', { preferences: { chatType: 'text' } }],
    ['a-name-that-does-not-exist', 'error', {}],
  ] as const) {
    const refusal = { message: 'Authentication required', code: 2003 }
    expect(await anonymous.ask(event, payload)).toEqual({
      success: false,
      error: refusal.message,
      code: 2003,
    })
    expect(await anonymous.next(family)).toEqual(refusal)
  }
  await advance(14_999)
  await anonymous.settled()
  await advance(1)
  expect(await anonymous.closed()).toBe('io server disconnect')
})

test('authenticate gives the connection an account, and keeps it open', async () => {
  const ann = await registerGuest(world.url())
  const client = await world.client()
  const who = { userId: ann.userId, displayName: 'Guest', role: 'user' }
  expect(await client.ask('authenticate', ann.token)).toEqual({ success: true, ...who })
  expect(await client.next('authenticated')).toEqual(who)
  await advance(20_000)
  await client.settled()
  expect(client.socket.connected).toBe(true)
})

test('a wrong or expired token is answered as text, by auth:error or by the acknowledgement', async () => {
  const ann = await registerGuest(world.url())
  await sleep(EXPIRED_MS)
  const client = await world.client()
  for (const token of ['nonsense', ann.token, '', {}, undefined]) {
    const before = client.count('auth:error')
    client.emit('authenticate', token)
    expect(await client.next('auth:error')).toEqual(expect.any(String))
    expect(client.count('auth:error')).toBe(before + 1)
    expect(await client.ask('authenticate', token)).toMatchObject({
      success: false,
      code: 2001,
      error: expect.any(String),
    })
  }
  expect(client.names().every((name) => name === 'auth:error')).toBe(true)
})

test('another account on the same socket is refused, the same one again is accepted', async () => {
  const [ann, bob] = [await person(), await registerGuest(world.url())]
  expect(await ann.client.ask('authenticate', bob.token)).toMatchObject({ success: false, code: 2006 })
  expect(await ann.client.ask('authenticate', ann.token)).toMatchObject({ success: true, userId: ann.userId })
})

test('a socket that authenticated by event receives omegoo’s frames only once it has used one of its events', async () => {
  const ann = await registerGuest(world.url())
  const bob = await person()
  const quiet = await world.client()
  await quiet.ask('authenticate', ann.token)
  const tab = await world.client(ann.token)
  await world.meet({ ...ann, client: tab }, bob)
  await bob.client.ask('send_text_message', { content: 'one' })
  await tab.next('text_message_received')
  await quiet.settled()
  expect(quiet.names()).toEqual(['authenticated'])
  await quiet.ask('text_typing_stop')
  await bob.client.ask('send_text_message', { content: 'two' })
  expect(await quiet.next('text_message_received')).toMatchObject({ content: 'two' })
})

test('an omegoo event that was refused for lack of identity does not make the socket speak omegoo', async () => {
  const ann = await registerGuest(world.url())
  const client = await world.client()
  await client.ask('join_text_queue')
  await client.ask('authenticate', ann.token)
  const tab = await world.client(ann.token)
  await tab.ask('join_text_queue')
  await client.settled()
  expect(client.count('text_queue_joined')).toBe(0)
})

test('logging out disconnects the sockets of that login at once, and of no other', async () => {
  const device = newDevice()
  const ann = await registerGuest(world.url(), { deviceFingerprint: device })
  const again = (await world.post('/api/auth/login', { deviceFingerprint: device })).body.data as {
    token: string
  }
  const [first, byEvent, second] = [
    await world.client(ann.token),
    await world.client(),
    await world.client(again.token),
  ]
  await byEvent.ask('authenticate', ann.token)
  expect((await world.post('/api/auth/logout', undefined, ann.token)).body).toEqual({
    success: true,
    data: {},
  })
  expect(await first.closed()).toBe('io server disconnect')
  expect(await byEvent.closed()).toBe('io server disconnect')
  await second.settled()
  expect((await world.get('/api/user/profile', ann.token)).status).toBe(401)
  expect((await world.get('/api/user/profile', again.token)).status).toBe(200)
})

test('logging out everywhere disconnects every socket of the account, and no others', async () => {
  const device = newDevice()
  const ann = await registerGuest(world.url(), { deviceFingerprint: device })
  const again = (await world.post('/api/auth/login', { deviceFingerprint: device })).body.data as {
    token: string
  }
  const bob = await person()
  const [first, second] = [await world.client(ann.token), await world.client(again.token)]
  const { body } = await world.post('/api/auth/logout-all', undefined, again.token)
  expect(body).toEqual({ success: true, data: { ended: 2 } })
  expect(await first.closed()).toBe('io server disconnect')
  expect(await second.closed()).toBe('io server disconnect')
  await bob.client.settled()
})

test('reuse of a spent refresh token disconnects the login’s sockets', async () => {
  const ann = await person()
  const rotate = (refreshToken: string) => world.post('/api/auth/refresh', { refreshToken })
  const { refreshToken } = (await rotate(ann.refreshToken)).body.data as { refreshToken: string }
  await rotate(refreshToken)
  expect((await rotate(ann.refreshToken)).status).toBe(401)
  expect(await ann.client.closed()).toBe('io server disconnect')
})

test('an access token is refused by REST once it is expired or its login is over', async () => {
  const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
  await world.post('/api/auth/logout-all', undefined, bob.token)
  await sleep(899_000)
  expect((await world.get('/api/user/profile', ann.token)).status).toBe(200)
  await advance(2_000)
  for (const { token } of [ann, bob]) {
    const { status, body } = await world.get('/api/user/profile', token)
    expect(status).toBe(401)
    expect(body).toEqual({
      success: false,
      error: { code: 2001, message: 'INVALID_TOKEN', description: 'JWT token is invalid or expired' },
    })
  }
})

test('events sent before the connection is confirmed are handled in order', async () => {
  const { token } = await registerGuest(world.url())
  const client = await world.client(undefined)
  client.emit('authenticate', token)
  client.emit('join_text_queue')
  expect(await client.next('text_queue_joined')).toMatchObject({ position: 1 })
})
