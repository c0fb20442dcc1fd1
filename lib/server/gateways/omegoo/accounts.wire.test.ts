import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld, UUID } from '@/lib/testing/world'

const world = createWorld()
const { advance, get, post, chat } = world

const registration = (more: object = {}) => ({
  age: 25,
  deviceFingerprint: newDevice(),
  termsAccepted: true,
  privacyAccepted: true,
  ...more,
})
const register = (more: object = {}) => post('/api/auth/register', registration(more))
const credentials = {
  userId: expect.any(String),
  token: expect.any(String),
  refreshToken: expect.any(String),
  tier: 0,
}
const rotate = (refreshToken: string) => post('/api/auth/refresh', { refreshToken })
const tokensOf = ({ body }: { body: { data?: unknown } }) =>
  body.data as { userId: string; token: string; refreshToken: string }

test('registering answers credentials in the envelope and sets the web session’s cookie', async () => {
  const { status, body, headers } = await register()
  expect(status).toBe(200)
  expect(body).toEqual({ success: true, data: credentials })
  const cookie = headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/Path=\//)
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('content-type')).toMatch(/^application\/json/)
})

test.each([
  ['a person of 17', { age: 17 }, 1001, 'INVALID_AGE', 'age'],
  ['a person of nearly 18', { age: 17.99 }, 1001, 'INVALID_AGE', 'age'],
  ['a negative age', { age: -1 }, 1001, 'INVALID_AGE', 'age'],
  [
    'a short device id',
    { deviceFingerprint: 'abcdef123456789' },
    1004,
    'WEAK_DEVICE_ID',
    'deviceFingerprint',
  ],
  [
    'a long device id',
    { deviceFingerprint: 'abcdefgh'.repeat(33) },
    1004,
    'WEAK_DEVICE_ID',
    'deviceFingerprint',
  ],
  [
    'a dull device id',
    { deviceFingerprint: 'abcdeabcdeabcdea' },
    1004,
    'WEAK_DEVICE_ID',
    'deviceFingerprint',
  ],
  ['no consent to the terms', { termsAccepted: false }, 1006, 'CONSENT_REQUIRED', 'termsAccepted'],
  ['no consent to privacy', { privacyAccepted: false }, 1006, 'CONSENT_REQUIRED', 'privacyAccepted'],
  ['an age as text', { age: '25' }, 9001, 'INVALID_REQUEST', 'age'],
  ['consent as text', { termsAccepted: 'true' }, 9001, 'INVALID_REQUEST', 'termsAccepted'],
  ['no device', { deviceFingerprint: undefined }, 9001, 'INVALID_REQUEST', 'deviceFingerprint'],
  ['e-mail without password', { email: 'a@example.org' }, 9001, 'INVALID_REQUEST', 'password'],
  ['a password without e-mail', { password: 'a long password' }, 9001, 'INVALID_REQUEST', 'email'],
  ['9 characters', { email: 'a@example.org', password: '123456789' }, 9001, 'INVALID_REQUEST', 'password'],
  ['an address that is none', { email: 'a@', password: '1234567890' }, 9001, 'INVALID_REQUEST', 'email'],
  ['half a character', { displayName: 'Ann', gender: 'x\ud83d' }, 9001, 'INVALID_REQUEST', 'gender'],
  ['a part of the wrong form', { attribution: { source: 7 } }, 9001, 'INVALID_REQUEST', 'attribution'],
])('registering is refused, and its field named: %s', async (_, more, code, message, field) => {
  const reply = await register(more)
  expect(reply.status).toBe(400)
  const error = { code, message, description: expect.any(String), field }
  expect(reply.body).toEqual({ success: false, error })
  expect(reply.headers.get('set-cookie')).toBeNull()
})

test.each([
  [{ email: 7, password: 'a long password' }, 'email'],
  [{ email: 'a@example.org' }, 'password'],
  [{ email: 'a@example.org', password: 7 }, 'password'],
  [{ deviceFingerprint: 7 }, 'deviceFingerprint'],
  [{}, 'deviceFingerprint'],
  ['nothing', undefined],
])('logging in with %j is refused, and the field named that was meant', async (body, field) => {
  const { error } = (await post('/api/auth/login', body)).body
  expect(error).toMatchObject({ code: 9001 })
  expect(error?.field).toBe(field)
})

test('eighteen is old enough, and registering gives no role or tier', async () => {
  const { body } = await register({ age: 18, role: 'admin', tier: 2, coins: 1_000_000, isActive: false })
  const { token } = tokensOf({ body })
  expect((await get('/api/user/profile', token)).body.data).toMatchObject({
    role: 'user',
    tier: 0,
    coins: 0,
    isActive: true,
  })
})

test('a device or an address with an account is a conflict', async () => {
  const deviceFingerprint = newDevice()
  const email = 'Known@Example.org'
  expect((await register({ deviceFingerprint, email, password: 'a long password' })).status).toBe(200)
  const device = await register({ deviceFingerprint })
  expect({ status: device.status, ...device.body.error }).toMatchObject({
    status: 409,
    code: 1005,
    message: 'DEVICE_REGISTERED',
  })
  const mail = await register({ email: 'known@example.org', password: 'another password' })
  expect({ status: mail.status, ...mail.body.error }).toMatchObject({
    status: 409,
    code: 1007,
    message: 'EMAIL_REGISTERED',
  })

  for (const body of [{ deviceFingerprint }, { email: 'KNOWN@example.org', password: 'a long password' }]) {
    const reply = await post('/api/auth/login', body)
    expect(reply.body).toEqual({ success: true, data: credentials })
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly/)
  }
  const [wrong, unknown] = [
    await post('/api/auth/login', { email, password: 'not that one' }),
    await post('/api/auth/login', { email: 'unknown@example.org', password: 'not that one' }),
  ]
  expect(wrong.status).toBe(401)
  expect(wrong.body.error).toMatchObject({ code: 1008, message: 'INVALID_CREDENTIALS' })
  expect(unknown.body).toEqual(wrong.body)
})

test('an unknown device is refused as such, a weak one too', async () => {
  const unknown = await post('/api/auth/login', { deviceFingerprint: newDevice() })
  expect({ status: unknown.status, ...unknown.body.error }).toMatchObject({ status: 401, code: 1008 })
  const weak = await post('/api/auth/login', { deviceFingerprint: 'x' })
  expect({ status: weak.status, ...weak.body.error }).toMatchObject({ status: 400, code: 1004 })
})

test('a banned account neither logs in nor refreshes nor asks for anything', async () => {
  const deviceFingerprint = newDevice()
  const ann = await registerGuest(world.url(), { deviceFingerprint })
  await world.ban(ann.userId)
  for (const reply of [
    await post('/api/auth/login', { deviceFingerprint }),
    await rotate(ann.refreshToken),
  ]) {
    expect({ status: reply.status, ...reply.body.error }).toMatchObject({
      status: 403,
      code: 1009,
      message: 'ACCOUNT_BANNED',
    })
  }
  expect((await get('/api/user/profile', ann.token)).body.error).toMatchObject({ code: 2001 })
})

test('a banned device neither logs in nor registers again', async () => {
  const deviceFingerprint = newDevice()
  const { userId } = await registerGuest(world.url(), { deviceFingerprint })
  await world.server().sql(`UPDATE devices SET banned_until = '9999-01-01' WHERE user_id = $1`, [userId])
  for (const reply of [
    await post('/api/auth/login', { deviceFingerprint }),
    await register({ deviceFingerprint }),
  ]) {
    expect({ status: reply.status, ...reply.body.error }).toMatchObject({
      status: 403,
      code: 1002,
      message: 'DEVICE_BANNED',
    })
  }
})

test('a device id is kept hashed', async () => {
  const deviceFingerprint = newDevice()
  await registerGuest(world.url(), { deviceFingerprint })
  expect(await world.server().sql('SELECT 1 FROM devices WHERE hash = $1', [deviceFingerprint])).toEqual([])
})

test('refreshing rotates; the one just replaced yields the same successor for 30 s while that is unused', async () => {
  const { refreshToken: first } = await registerGuest(world.url())
  const reply = await rotate(first)
  expect(reply.body).toEqual({ success: true, data: credentials })
  const { refreshToken: second } = tokensOf(reply)
  expect(second).not.toBe(first)
  await advance(29_000)
  expect(tokensOf(await rotate(first)).refreshToken).toBe(second)
  const third = tokensOf(await rotate(second))
  expect(third.refreshToken).not.toBe(second)
  expect((await get('/api/user/profile', third.token)).status).toBe(200)
})

test('two refreshes at once get the same successor', async () => {
  const { refreshToken } = await registerGuest(world.url())
  const both = await Promise.all([rotate(refreshToken), rotate(refreshToken)])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(tokensOf(both[0]).refreshToken).toBe(tokensOf(both[1]).refreshToken)
})

test.each([
  { name: 'after 31 s', ms: 31_000, useSuccessor: false },
  { name: 'once the successor was used', ms: 1_000, useSuccessor: true },
])('a spent refresh token $name revokes the whole family', async ({ ms, useSuccessor }) => {
  const { refreshToken: first } = await registerGuest(world.url())
  const second = tokensOf(await rotate(first))
  const last = useSuccessor ? tokensOf(await rotate(second.refreshToken)) : second
  await advance(ms)
  const reuse = await rotate(first)
  expect({ status: reuse.status, ...reuse.body.error }).toMatchObject({
    status: 401,
    code: 2001,
    message: 'INVALID_TOKEN',
  })
  expect((await rotate(last.refreshToken)).status).toBe(401)
  expect((await get('/api/user/profile', last.token)).status).toBe(401)
})

test.each([
  'nonsense',
  '5f0c2b1e-8f0a-4a63-9c69-0b1b6c9c2f11.0.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  'a.b.c',
])('a refresh token that is none is refused: %s', async (refreshToken) => {
  expect((await rotate(refreshToken)).body.error).toMatchObject({ code: 2001 })
})

test('the profile and the figures have the documented form', async () => {
  const before = world.server().clock.now()
  const { ann, annId, bob, bobId, sessionId } = await chat()
  expect((await get('/api/user/profile', ann.token)).body).toEqual({
    success: true,
    data: {
      id: ann.userId,
      tier: 0,
      coins: 0,
      isActive: true,
      createdAt: new Date(before).toISOString(),
      displayName: null,
      email: null,
      emailVerified: false,
      phoneVerified: false,
      role: 'user',
    },
  })
  await ann.client.ask('send_text_message', { content: 'one' })
  await bob.client.ask('send_text_message', { content: 'two' })
  await advance(60_000)
  await ann.client.ask('report_text_chat', {
    reportedUserId: bobId,
    violationType: 'spam',
    description: '',
  })
  expect((await get('/api/user/stats', ann.token)).body).toEqual({
    success: true,
    data: {
      totalSessions: 1,
      messagesSent: 1,
      totalDuration: 60,
      averageDuration: 60,
      reportsSubmitted: 1,
      memberSince: new Date(before).toISOString(),
    },
  })
  const history = await get('/api/chat/history', bob.token)
  const endedAt = new Date(world.server().clock.now()).toISOString()
  expect(history.body).toEqual({
    success: true,
    data: {
      sessions: [
        {
          sessionId,
          partnerId: annId,
          chatType: 'text',
          startedAt: new Date(before + 150).toISOString(),
          endedAt,
          duration: 60,
          endReason: 'reported',
          messagesSent: 1,
          messagesReceived: 1,
        },
      ],
      hasMore: false,
    },
  })
  expect(JSON.stringify(history.body)).not.toContain(ann.userId)
})

test('the history is paged, newest first', async () => {
  const { ann, bob } = await chat()
  for (let round = 0; round < 3; round += 1) {
    await ann.client.ask('leave_text_room')
    await advance(6_000)
    if (round < 2) await world.meet(ann, bob)
  }
  const page = (query: string) => get(`/api/chat/history${query}`, ann.token)
  type Page = { sessions: { sessionId: string; endedAt: string }[]; hasMore: boolean }
  const all = (await page('')).body.data as Page
  expect(all.sessions).toHaveLength(3)
  const first = (await page('?limit=2')).body.data as Page
  expect(first).toEqual({ sessions: all.sessions.slice(0, 2), hasMore: true })
  const rest = (await page(`?limit=2&before=${first.sessions[1]?.endedAt}`)).body.data
  expect(rest).toEqual({ sessions: all.sessions.slice(2), hasMore: false })
  expect((await page('?limit=3')).body.data).toMatchObject({ hasMore: false })
  for (const query of ['?limit=0', '?limit=101', '?limit=x', '?before=yesterday']) {
    expect((await page(query)).body.error, query).toMatchObject({ code: 9001 })
  }
})

test('the front page’s figures need no token', async () => {
  await chat()
  const waiter = await world.person()
  await waiter.client.ask('join_text_queue')
  const { body } = await get('/api/stats/live')
  expect(body).toEqual({ success: true, data: { online: 3, waiting: 1, talking: expect.any(Number) } })
})

test('blocks are checked and removed; a foreign block is answered as an absent one', async () => {
  const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
  const block = (userId: string) => post('/api/moderation/block', { userId }, ann.token)
  for (const userId of [ann.userId, 'unknown']) {
    const { status, body } = await block(userId)
    expect({ status, ...body.error }).toMatchObject({ status: 404, code: 3004, message: 'USER_NOT_FOUND' })
  }
  const { data } = (await block(bob.userId)).body
  expect(data).toEqual({ userId: bob.userId, blockId: expect.stringMatching(UUID) })
  expect((await block(bob.userId)).body.data).toEqual(data)
  const remove = (token: string, named = bob.userId) =>
    request(world.url(), 'DELETE', `/api/moderation/block/${named}`, { token })
  const { blockId } = data as { blockId: string }
  expect((await remove(bob.token)).body.error).toMatchObject({ code: 3004 })
  expect((await remove(bob.token, blockId)).body.error).toMatchObject({ code: 3004 })
  expect((await remove(ann.token)).body).toEqual({ success: true, data: { userId: bob.userId } })
  expect((await remove(ann.token)).status).toBe(404)
  expect((await get('/api/moderation/blocks', ann.token)).body.data).toEqual({ blocks: [] })
})

test('logging out ends the web session’s cookie too', async () => {
  const reply = await register()
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  const headers = { cookie, origin: world.url() }
  expect((await request(world.url(), 'GET', '/api/user/profile', { headers })).status).toBe(200)
  const out = await request(world.url(), 'POST', '/api/auth/logout', { headers })
  expect(out.body).toEqual({ success: true, data: {} })
  expect(out.headers.get('set-cookie')).toMatch(/Max-Age=0/)
  expect((await request(world.url(), 'GET', '/api/user/profile', { headers })).body.error).toMatchObject({
    code: 2001,
  })
})
