import { expect, test } from 'vitest'
import { connect } from '@/lib/testing/client'
import { newDevice, registerGuest } from '@/lib/protocol-client/rest'
import { createWorld, join, type Person } from '@/lib/testing/world'

const world = createWorld()
const { advance, person, post, chat } = world

const FORBIDDEN = { status: 403, body: { success: false, error: { code: 2004, message: 'FORBIDDEN' } } }
const ban = (by: Person, userId: string, more: object = {}) =>
  post('/api/admin/ban-user', { userId, reason: 'spam', ...more }, by.token)

test('a ban ends the session for both, each with their reason, and closes the banned person’s sockets at once', async () => {
  const moderator = await person('moderator')
  const { ann, bob, roomId } = await chat()
  const { status, body } = await ban(moderator, bob.userId)
  expect({ status, body }).toEqual({
    status: 200,
    body: { success: true, data: { userId: bob.userId, bannedUntil: null } },
  })
  await bob.client.closed()
  expect(await ann.client.next('text_room_ended')).toEqual({ reason: 'partner_left', roomId })
  expect(await bob.client.next('text_room_ended')).toEqual({ reason: 'user_left', roomId })
  await expect(connect(world.url(), bob.token)).rejects.toThrow('Authentication error: Invalid token')
  expect(await world.get('/api/user/profile', bob.token)).toMatchObject({ status: 401 })
  await expect(post('/api/auth/refresh', { refreshToken: bob.refreshToken })).resolves.toMatchObject({
    status: 401,
  })
})

test('in the generic dialect the banned person’s reason is violation, and the partner’s that they left', async () => {
  const moderator = await person('moderator')
  const { ann, bob, sessionId } = await chat('generic', 'generic')
  await ban(moderator, bob.userId)
  expect(await ann.client.next('session-ended')).toMatchObject({
    sessionId,
    reason: 'user_left',
    detail: 'partner_left',
  })
  expect(await bob.client.next('session-ended')).toMatchObject({
    sessionId,
    reason: 'violation',
    detail: 'user_left',
  })
})

test('a person banned while waiting leaves the queue', async () => {
  const moderator = await person('moderator')
  const bob = await person()
  await join(bob, 'text')
  await ban(moderator, bob.userId)
  await bob.client.closed()
  const ann = await person()
  await join(ann, 'text')
  await advance(1_000)
  expect(world.server().runtime.services.live()).toMatchObject({ waiting: 1, talking: 0 })
})

test('the device is banned with the account, and signing in by e-mail answers the account’s ban', async () => {
  const moderator = await person('moderator')
  const deviceFingerprint = newDevice()
  const email = `${deviceFingerprint.slice(0, 12)}@example.org`
  const password = 'correct horse battery'
  const { userId } = await registerGuest(world.url(), { deviceFingerprint, email, password })
  await ban(moderator, userId)
  const refused = async (body: object) => (await post('/api/auth/login', body)).body.error
  expect(await refused({ deviceFingerprint })).toMatchObject({ code: 1002, message: 'DEVICE_BANNED' })
  expect(await refused({ email, password })).toMatchObject({ code: 1009, message: 'ACCOUNT_BANNED' })
  const again = { age: 25, deviceFingerprint, termsAccepted: true, privacyAccepted: true }
  const { status, body } = await post('/api/auth/register', again)
  expect({ status, code: body.error?.code }).toEqual({ status: 403, code: 1002 })
})

test.each([
  { words: 'a year', ms: 365 * 86_400_000 },
  { words: 'for ever', ms: null },
])('a banned person is told until when: $words', async ({ ms }) => {
  const moderator = await person('moderator')
  const deviceFingerprint = newDevice()
  const email = `${deviceFingerprint.slice(0, 12)}@example.org`
  const password = 'correct horse battery'
  const { userId } = await registerGuest(world.url(), { deviceFingerprint, email, password })
  const bannedUntil = ms === null ? null : new Date(world.server().clock.now() + ms).toISOString()
  await ban(moderator, userId, bannedUntil === null ? {} : { expiresAt: bannedUntil })
  const again = { age: 25, deviceFingerprint, termsAccepted: true, privacyAccepted: true }
  for (const [path, body, message] of [
    ['/api/auth/login', { deviceFingerprint }, 'DEVICE_BANNED'],
    ['/api/auth/login', { email, password }, 'ACCOUNT_BANNED'],
    ['/api/auth/register', again, 'DEVICE_BANNED'],
  ] as const) {
    expect((await post(path, body)).body.error).toMatchObject({ message, bannedUntil })
  }
})

test.each(['\ud83d', 'abusive \ude00', 'a\u0000b'])(
  'a reason that cannot be stored is refused: %j',
  async (reason) => {
    const moderator = await person('moderator')
    const bob = await person()
    expect(await ban(moderator, bob.userId, { reason })).toMatchObject({
      status: 400,
      body: { error: { message: 'INVALID_REQUEST' } },
    })
    expect(await ban(moderator, bob.userId, { reason: 'abusive \u{1f600}' })).toMatchObject({ status: 200 })
  },
)

test('a ban with an end is over at its end', async () => {
  const moderator = await person('moderator')
  const deviceFingerprint = newDevice()
  const { userId } = await registerGuest(world.url(), { deviceFingerprint })
  const expiresAt = new Date(world.server().clock.now() + 60_000).toISOString()
  expect(await ban(moderator, userId, { expiresAt })).toMatchObject({
    body: { data: { bannedUntil: expiresAt } },
  })
  await advance(59_000)
  expect(await post('/api/auth/login', { deviceFingerprint })).toMatchObject({ status: 403 })
  await advance(1_000)
  expect(await post('/api/auth/login', { deviceFingerprint })).toMatchObject({ status: 200 })
})

test('a ban is in the audit log with who, whom, why and until when', async () => {
  const moderator = await person('moderator')
  const bob = await person()
  await ban(moderator, bob.userId, { reason: ' sold things ' })
  const entries = await world
    .server()
    .sql('SELECT actor_id, action, details FROM audit_log WHERE target_id = $1', [bob.userId])
  expect(entries).toEqual([
    { actor_id: moderator.userId, action: 'account.banned', details: { reason: 'sold things', until: null } },
  ])
})

test('administrators are banned by administrators only, and not by themselves', async () => {
  const [moderator, admin, other] = [await person('moderator'), await person('admin'), await person('admin')]
  expect(await ban(moderator, admin.userId)).toMatchObject(FORBIDDEN)
  expect(await ban(moderator, moderator.userId)).toMatchObject(FORBIDDEN)
  expect(await ban(admin, admin.userId)).toMatchObject(FORBIDDEN)
  expect(await ban(admin, other.userId)).toMatchObject({ status: 200 })
  expect(await world.get('/api/user/profile', admin.token)).toMatchObject({ status: 200 })
})

test.each([
  ['an unknown id', { userId: 'unknown' }, 404, 'USER_NOT_FOUND'],
  ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 400, 'INVALID_REQUEST'],
  ['an end that is no time', { expiresAt: 'tomorrow' }, 400, 'INVALID_REQUEST'],
  ['no reason', { reason: '  ' }, 400, 'INVALID_REQUEST'],
])('%s is refused and changes nothing', async (_, wrong, status, message) => {
  const moderator = await person('moderator')
  const bob = await person()
  expect(await ban(moderator, bob.userId, wrong)).toMatchObject({ status, body: { error: { message } } })
  expect(await world.get('/api/user/profile', bob.token)).toMatchObject({ status: 200 })
})

test('the permission is checked before the form', async () => {
  const ann = await person()
  expect(await post('/api/admin/ban-user', { wrong: true }, ann.token)).toMatchObject(FORBIDDEN)
})
