import { describe, expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld, join, type Person } from '@/lib/testing/world'

const world = createWorld()
const { get, person, post } = world

const put = (by: Person, path: string, body: unknown) =>
  request(world.url(), 'PUT', path, { body, token: by.token })
const ban = (by: Person, userId: string, more: object = {}) =>
  post('/api/admin/ban-user', { userId, reason: 'spam', ...more }, by.token)
const refusal = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, error: { code, message } },
})

/** A guest whom a moderator has banned. */
async function banned(more: object = {}) {
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { deviceFingerprint })
  const [ann, bob] = [await person('moderator'), await person('moderator')]
  await ban(ann, guest.userId, more)
  const appeal = (text = 'It was not me') => post('/api/moderation/appeal', { deviceFingerprint, text })
  const signIn = () => post('/api/auth/login', { deviceFingerprint })
  return { guest, ann, bob, appeal, signIn, deviceFingerprint }
}

async function appealId(by: Person, userId: string): Promise<string> {
  const { body } = await get('/api/admin/appeals?status=pending&limit=100', by.token)
  const { appeals } = body.data as { appeals: { appealId: string; user: { userId: string } }[] }
  return appeals.find(({ user }) => user.userId === userId)?.appealId ?? 'none'
}

test('a banned person appeals by their device, once, and without a login', async () => {
  const { appeal } = await banned()
  expect(await appeal()).toMatchObject({
    status: 200,
    body: { success: true, data: { status: 'pending', createdAt: expect.stringMatching(/Z$/) } },
  })
  expect(await appeal()).toMatchObject(refusal(409, 1016, 'ALREADY_APPEALED'))
})

test('a banned person appeals by e-mail and password; a wrong password is refused', async () => {
  const email = `${newDevice().slice(0, 12)}@example.org`
  const password = 'correct horse battery'
  const { userId } = await registerGuest(world.url(), { email, password })
  await ban(await person('moderator'), userId)
  const text = 'It was not me'
  expect(await post('/api/moderation/appeal', { email, password: 'another one', text })).toMatchObject(
    refusal(401, 1008, 'INVALID_CREDENTIALS'),
  )
  expect(await post('/api/moderation/appeal', { email, password, text })).toMatchObject({ status: 200 })
})

test.each([
  ['a device that nobody banned', async () => newDevice()],
  [
    'an account without a ban',
    async () => {
      const deviceFingerprint = newDevice()
      await registerGuest(world.url(), { deviceFingerprint })
      return deviceFingerprint
    },
  ],
])('%s has nothing to appeal', async (_, device) => {
  const body = { deviceFingerprint: await device(), text: 'It was not me' }
  expect(await post('/api/moderation/appeal', body)).toMatchObject(refusal(409, 9013, 'NOT_BANNED'))
})

test('moderators hear of an appeal at once, and see it with its ban', async () => {
  const { guest, ann, bob, appeal } = await banned()
  const watching = await world.client(bob.token, { namespace: '/admin' })
  await appeal('I was asleep')
  const news = await watching.next('admin:appeal')
  expect(news).toMatchObject({ userId: guest.userId })
  const { body } = await get(`/api/admin/appeals/${String(news.appealId)}`, bob.token)
  expect(body.data).toEqual({
    appealId: news.appealId,
    reports: [],
    user: { userId: guest.userId, displayName: null, banned: true },
    text: 'I was asleep',
    status: 'pending',
    answer: null,
    decidedBy: null,
    createdAt: expect.stringMatching(/Z$/),
    decidedAt: null,
    ban: { by: ann.userId, reason: 'spam', until: null, createdAt: expect.stringMatching(/Z$/) },
    claim: null,
  })
})

test('the moderator who banned does not answer the appeal; another one lifts the ban, and the person is told', async () => {
  const { guest, ann, bob, appeal, signIn } = await banned()
  await appeal()
  const path = `/api/admin/appeals/${await appealId(bob, guest.userId)}`
  const lift = { status: 'lifted', answer: 'We were wrong' }
  expect(await put(ann, path, lift)).toMatchObject(refusal(403, 9014, 'OTHER_MODERATOR_NEEDED'))
  expect(await put(bob, path, lift)).toMatchObject({ status: 200, body: { data: { status: 'lifted' } } })
  expect(await put(bob, path, { status: 'upheld' })).toMatchObject(refusal(409, 9009, 'ALREADY_DECIDED'))
  const { status, body } = await signIn()
  expect(status).toBe(200)
  const { token } = body.data as { token: string }
  expect((await get('/api/moderation/standing', token)).body.data).toMatchObject({
    appeal: { status: 'lifted', answer: 'We were wrong' },
  })
  const back = { ...guest, token, client: await world.client(token) }
  expect(await join(back, 'text')).toMatchObject({ success: true })
})

test('a ban that is upheld stays, and who signs in is told the answer', async () => {
  const { guest, bob, appeal, signIn } = await banned()
  expect((await signIn()).body.error).not.toHaveProperty('appeal')
  await appeal()
  expect((await signIn()).body.error).toMatchObject({ appeal: { status: 'pending', answer: null } })
  await put(bob, `/api/admin/appeals/${await appealId(bob, guest.userId)}`, {
    status: 'upheld',
    answer: 'The pictures are clear',
  })
  expect((await signIn()).body.error).toMatchObject({
    message: 'DEVICE_BANNED',
    appeal: { status: 'upheld', answer: 'The pictures are clear' },
  })
  expect(await appeal()).toMatchObject(refusal(409, 1016, 'ALREADY_APPEALED'))
})

test('a new ban can be appealed anew, a ban that only becomes longer cannot', async () => {
  const soon = new Date(world.server().clock.now() + 60_000).toISOString()
  const { guest, ann, bob, appeal } = await banned({ expiresAt: soon })
  await appeal()
  await ban(ann, guest.userId)
  expect(await appeal()).toMatchObject(refusal(409, 1016, 'ALREADY_APPEALED'))
  await put(bob, `/api/admin/appeals/${await appealId(bob, guest.userId)}`, { status: 'lifted' })
  await ban(ann, guest.userId)
  expect(await appeal()).toMatchObject({ status: 200 })
})

test('unbanning lets account and device in again, and answers the appeal that waits', async () => {
  const { guest, ann, bob, appeal, signIn, deviceFingerprint } = await banned()
  await appeal()
  const unban = () => post('/api/admin/unban-user', { userId: guest.userId, reason: 'a mistake' }, bob.token)
  expect(await unban()).toMatchObject({ status: 200, body: { data: { userId: guest.userId } } })
  expect(await signIn()).toMatchObject({ status: 200 })
  expect(await unban()).toMatchObject(refusal(409, 9013, 'NOT_BANNED'))
  const again = { age: 25, deviceFingerprint, termsAccepted: true, privacyAccepted: true }
  expect(await post('/api/auth/register', again)).toMatchObject({ status: 409 })
  expect(await appealId(ann, guest.userId)).toBe('none')
  const entries = await world
    .server()
    .sql(`SELECT actor_id, details FROM audit_log WHERE action = 'account.unbanned' AND target_id = $1`, [
      guest.userId,
    ])
  expect(entries).toEqual([{ actor_id: bob.userId, details: { reason: 'a mistake' } }])
})

test('the audit log of all this is a whole chain', async () => {
  const { guest, bob, appeal } = await banned()
  await appeal()
  await post('/api/admin/unban-user', { userId: guest.userId, reason: 'a mistake' }, bob.token)
  const [chain] = await world.server().database.auditChains.verify()
  expect(chain).toMatchObject({ tenant: 'default', unverifiable: 0, broken: undefined })
  expect(chain?.verified).toBeGreaterThan(2)
})

describe('while an appeal waits', () => {
  const OTHER = refusal(403, 9014, 'OTHER_MODERATOR_NEEDED')
  const CLAIMED = refusal(409, 9011, 'CASE_CLAIMED')
  const unban = (by: Person, userId: string) =>
    post('/api/admin/unban-user', { userId, reason: 'changed my mind' }, by.token)
  const tomorrow = () => new Date(world.server().clock.now() + 86_400_000).toISOString()

  test('whoever banned answers it neither after another changed the ban nor by any other way', async () => {
    const { guest, ann, bob, appeal } = await banned()
    await appeal()
    const id = await appealId(bob, guest.userId)
    const [path, answer] = [`/api/admin/appeals/${id}`, { status: 'upheld' }]
    expect(await ban(bob, guest.userId, { expiresAt: tomorrow() })).toMatchObject({ status: 200 })
    for (const one of [ann, bob]) {
      expect(await put(one, path, answer)).toMatchObject(OTHER)
      expect(await unban(one, guest.userId)).toMatchObject(OTHER)
      expect(await ban(one, guest.userId, { expiresAt: tomorrow() })).toMatchObject(OTHER)
      expect(await post(`/api/admin/cases/${id}/claim`, undefined, one.token)).toMatchObject(OTHER)
    }
    expect(await put(await person('moderator'), path, answer)).toMatchObject({ status: 200 })
  })

  test('a ban whose appeal another moderator has before them stays as it is', async () => {
    const { guest, bob, appeal } = await banned()
    await appeal()
    const id = await appealId(bob, guest.userId)
    await post(`/api/admin/cases/${id}/claim`, undefined, bob.token)
    const third = await person('moderator')
    expect(await unban(third, guest.userId)).toMatchObject(CLAIMED)
    expect(await ban(third, guest.userId, { expiresAt: tomorrow() })).toMatchObject(CLAIMED)
    expect(await unban(bob, guest.userId)).toMatchObject({ status: 200 })
    expect((await get(`/api/admin/appeals/${id}`, bob.token)).body.data).toMatchObject({
      status: 'lifted',
      decidedBy: bob.userId,
    })
  })
})
