import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { registerGuest, request } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld, join, type Person } from '@/lib/testing/world'
import { createDepartures, PASSWORD } from './departed.fixture'

const world = createWorld({ env: { DEV_OUTBOX: '1' } })
const { advance, get, post } = world
const { secretFor } = sentMessagesOf(world)
const { someone, member, register, remove, report, ...departures } = createDepartures(world)
const login = (body: object) => post('/api/auth/login', body)
const codeOf = async (reply: ReturnType<typeof post>) =>
  (await reply).body.error?.code ?? (await reply).status
async function banReported(by: Person) {
  expect((await departures.banReported(by)).answer.status).toBe(200)
}
async function reported(bob: Person) {
  const ann = await someone()
  const { sessionId } = await world.meet(ann, bob)
  await bob.client.ask('send_text_message', { content: 'something rude' })
  expect((await report(ann, sessionId)).status).toBe(200)
  return ann
}
const BANNED = [1002, 1009]
async function confirm(email: string) {
  const token = await secretFor(email, 'verify-email')
  expect((await post('/api/auth/verify-email', { token })).status).toBe(200)
}

test('a banned address is banned in every way of writing it; one with another tag is another', async () => {
  const name = `n${randomUUID()}`
  const bob = await member(`bob@${name}.пример.рф`)
  const ann = await reported(bob)
  await remove('/api/user', bob.token, { currentPassword: PASSWORD })
  await banReported(ann)
  const guest = await registerGuest(world.url())
  for (const email of [
    `bob@${name}.пример.рф`,
    `BOB@${name}.ПРИМЕР.РФ`,
    `Bob@${name}.xn--e1afmkfd.XN--P1AI`,
  ]) {
    expect(await codeOf(register({ email, password: PASSWORD }))).toBe(1009)
    expect(await codeOf(login({ email, password: PASSWORD }))).toBe(1009)
    expect(await codeOf(post('/api/user/upgrade', { email, password: PASSWORD }, guest.token))).toBe(1009)
  }
  expect(await codeOf(register({ email: `bob+2@${name}.пример.рф`, password: PASSWORD }))).toBe(200)
})

test.each(['before the report', 'after it'])(
  'a confirmed address that was given up %s is banned too',
  async (when) => {
    const [first, second] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`]
    const bob = await member(first)
    await confirm(first)
    const change = async () => {
      const body = { email: second, password: PASSWORD, currentPassword: PASSWORD }
      expect((await post('/api/user/upgrade', body, bob.token)).status).toBe(200)
    }
    if (when === 'before the report') await change()
    const ann = await reported(bob)
    if (when === 'after it') await change()
    await remove('/api/user', bob.token, { currentPassword: PASSWORD })
    await banReported(ann)
    for (const email of [first, second])
      expect(await codeOf(register({ email, password: PASSWORD }))).toBe(1009)
    expect(await codeOf(register({ deviceFingerprint: bob.deviceFingerprint }))).toBe(1002)
  },
)

test('a ban follows an address that the account gave up; one that was never confirmed stays its reader’s', async () => {
  const [first, second, third] = [1, 2, 3].map(() => `${randomUUID()}@example.org`) as [
    string,
    string,
    string,
  ]
  const bob = await member(first)
  await confirm(first)
  const ann = await reported(bob)
  for (const email of [second, third])
    await post('/api/user/upgrade', { email, password: PASSWORD, currentPassword: PASSWORD }, bob.token)
  await banReported(ann)
  expect(await codeOf(login({ email: third, password: PASSWORD }))).toBe(1009)
  expect(await codeOf(register({ email: first, password: PASSWORD }))).toBe(1009)
  expect(await codeOf(register({ email: second, password: PASSWORD }))).toBe(200)
})

test('an address given up by an account without reports is free', async () => {
  const [first, second] = [`${randomUUID()}@example.org`, `${randomUUID()}@example.org`]
  const bob = await member(first)
  await confirm(first)
  await post('/api/user/upgrade', { email: second, password: PASSWORD, currentPassword: PASSWORD }, bob.token)
  expect(await codeOf(register({ email: first, password: PASSWORD }))).toBe(200)
})

test('logging out everywhere and registering the device anew does not escape a coming ban', async () => {
  const bob = await member(`${randomUUID()}@example.org`)
  const ann = await reported(bob)
  expect((await post('/api/auth/logout-all', undefined, bob.token)).status).toBe(200)
  const anew = await register({ deviceFingerprint: bob.deviceFingerprint })
  await banReported(ann)
  expect(await codeOf(login({ deviceFingerprint: bob.deviceFingerprint }))).toBe(1002)
  expect(await codeOf(register({ deviceFingerprint: bob.deviceFingerprint }))).toBe(1002)
  if (anew.status === 200)
    expect((await get('/api/user/profile', (anew.body.data as { token: string }).token)).status).toBe(401)
})

test('deleting twice does not escape a ban', async () => {
  const bob = await someone()
  const { deviceFingerprint } = bob
  const ann = await reported(bob)
  await remove('/api/user', bob.token)
  const again = (await register({ deviceFingerprint })).body.data as { token: string }
  await remove('/api/user', again.token)
  const third = (await register({ deviceFingerprint })).body.data as { token: string }
  expect((await post('/api/auth/logout-all', undefined, third.token)).status).toBe(200)
  await banReported(ann)
  expect(BANNED).toContain(await codeOf(login({ deviceFingerprint })))
  expect(BANNED).toContain(await codeOf(register({ deviceFingerprint })))
})

test.each(['both come back', 'after logging out everywhere'])('blocks hold: %s', async (how) => {
  const ann = await someone()
  const bob = how === 'both come back' ? await someone() : await member(`${randomUUID()}@example.org`)
  expect((await post('/api/moderation/block', { userId: bob.userId }, ann.token)).status).toBe(200)
  if (how === 'both come back') {
    await remove('/api/user', ann.token)
    await remove('/api/user', bob.token)
  } else await post('/api/auth/logout-all', undefined, bob.token)
  const people = []
  for (const { deviceFingerprint } of how === 'both come back' ? [ann, bob] : [bob]) {
    const back = (await register({ deviceFingerprint })).body.data as Person
    people.push({ ...back, client: await world.client(back.token) })
  }
  if (how !== 'both come back') people.unshift(ann)
  for (const one of people) expect(await join(one as Person, 'text')).toMatchObject({ success: true })
  await advance(10_000)
  for (const { client } of people) expect(client.count('text_match_found')).toBe(0)
})

test('a stolen token changes nothing by any path, and does not reveal whether there is a password', async () => {
  const bob = await member(`${randomUUID()}@example.org`)
  const put = (path: string, body: unknown) => request(world.url(), 'PUT', path, { body, token: bob.token })
  const other = `${randomUUID()}@example.org`
  const tries = [
    post('/api/user/upgrade', { email: other, password: 'the thief’s own' }, bob.token),
    post('/api/user/upgrade', { email: other, password: 'the thief’s own', currentPassword: '' }, bob.token),
    post(
      '/api/user/upgrade',
      { email: bob.email, password: 'the thief’s own', currentPassword: 'the thief’s own' },
      bob.token,
    ),
    post('/api/user/upgrade', { email: bob.email.toUpperCase(), password: 'the thief’s own' }, bob.token),
    put('/api/user/password', { currentPassword: ' a long password', newPassword: 'the thief’s own' }),
    remove('/api/user', bob.token),
    remove('/api/user', bob.token, {}),
    remove('/api/user', bob.token, { password: '', currentPassword: '' }),
    remove('/api/user', bob.token, { password: PASSWORD, currentPassword: 'wrong' }),
  ]
  for (const one of tries) expect(await codeOf(one)).toBe(1008)
  expect(await codeOf(login({ email: bob.email, password: PASSWORD }))).toBe(200)
})

test.each([
  ['a\u202Eb\u2066c', 'abc'],
  ['\u202Eevil\u202C', 'evil'],
  ['Ann\r\n\r\nadmin', 'Ann admin'],
  ['Ann\u2028\u0007x', 'Ann x'],
  ['\u{1F468}\u200D\u{1F469}\u200D\u{1F467}', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'],
  ['\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}', '\u{1F3F4}\u{E0067}\u{E0062}\u{E007F}'],
  ['1\uFE0F\u20E3', '1\uFE0F\u20E3'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['\u200Fعلي\u200F', '\u200Fعلي\u200F'],
  ['\u200D', undefined],
  ['\u200D\uFE0F\u200D', undefined],
  ['\u{E0067}\u{E0062}\u{E007F}', undefined],
  ['\u202E\u202C', undefined],
  ['\u3164\u115F', undefined],
  ['\u034F\u180E\uFEFF', undefined],
  [' \u00A0\u3000', undefined],
])('a name of %j is kept as %j', async (displayName, kept) => {
  const registered = await register({ displayName })
  const guest = await registerGuest(world.url())
  const changed = await request(world.url(), 'PUT', '/api/user/profile', {
    body: { displayName },
    token: guest.token,
  })
  const names = []
  for (const reply of [registered, changed]) {
    const token = reply === changed ? guest.token : (reply.body.data as { token?: string } | undefined)?.token
    names.push(
      reply.status === 200
        ? ((await get('/api/user/profile', token)).body.data as { displayName: string }).displayName
        : reply.body.error?.field,
    )
  }
  expect(names).toEqual(kept === undefined ? ['displayName', 'displayName'] : [kept, kept])
})
