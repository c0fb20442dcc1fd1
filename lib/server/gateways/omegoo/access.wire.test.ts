import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { DEV_OUTBOX: '1', PUBLIC_URL: 'https://chat.example.org' } })
const { get, post } = world
const { secretFor } = sentMessagesOf(world)
const PASSWORD = 'a long password'
const NEW = 'another password'
const put = (path: string, body: unknown, token: string) => request(world.url(), 'PUT', path, { body, token })
const remove = (path: string, token: string, body?: unknown) =>
  request(world.url(), 'DELETE', path, { token, ...(body !== undefined && { body }) })
const login = (body: object) => post('/api/auth/login', body)
const newAddress = () => `${randomUUID()}@example.org`
const wrong = { status: 401, body: { error: { code: 1008, message: 'INVALID_CREDENTIALS' } } }
const wrongIn = (field: string) => ({ status: 401, body: { error: { code: 1008, field } } })

/** An account with a password, logged in on its device and by a second browser; both have a socket. */
async function member() {
  const email = newAddress()
  const deviceFingerprint = newDevice()
  const here = await registerGuest(world.url(), { email, password: PASSWORD, deviceFingerprint })
  const there = (await login({ email, password: PASSWORD })).body.data as { token: string }
  return { email, deviceFingerprint, here: await online(here), there: await online(there) }
}
const online = async <Login extends { token: string }>(one: Login) => ({
  ...one,
  client: await world.client(one.token),
})
type Member = Awaited<ReturnType<typeof member>>

const isIn = async (token: string) => (await get('/api/user/profile', token)).status === 200
const change = (token: string, currentPassword: string, newPassword: string) =>
  put('/api/user/password', { currentPassword, newPassword }, token)
const upgrade = (token: string, body: object) => post('/api/user/upgrade', body, token)

const confirm = async (email: string) =>
  post('/api/auth/verify-email', { token: await secretFor(email, 'verify-email') })
async function reset({ email }: Member) {
  await post('/api/auth/forgot-password', { email })
  return post('/api/auth/reset-password', { token: await secretFor(email, 'reset-password'), password: NEW })
}

/** By the browser that asks. */
type Path = (account: Member, token: string) => Promise<{ status: number }>
const PATHS: Record<string, { act: Path; asking: 'stays' | 'goes' }> = {
  'a changed password': { act: (_, token) => change(token, PASSWORD, NEW), asking: 'stays' },
  'another address': {
    act: (_, token) => upgrade(token, { email: newAddress(), password: NEW, currentPassword: PASSWORD }),
    asking: 'stays',
  },
  'logging out everywhere else': { act: (_, token) => remove('/api/auth/sessions', token), asking: 'stays' },
  'logging out everywhere': {
    act: (_, token) => post('/api/auth/logout-all', undefined, token),
    asking: 'goes',
  },
  'a reset password': { act: reset, asking: 'goes' },
  'a reset password after the address was confirmed': {
    act: async (account) => {
      expect((await confirm(account.email)).status).toBe(200)
      return reset(account)
    },
    asking: 'goes',
  },
}

test.each(
  Object.entries(PATHS).flatMap(([what, { act, asking }]) =>
    (['device', 'password'] as const).map((by) => ({ what, act, asking, by })),
  ),
)(
  '$what ends every other login, by every way in, when asked by a login with a $by',
  async ({ act, asking, by }) => {
    const account = await member()
    const { deviceFingerprint, here, there } = account
    const [own, other] = by === 'device' ? [here, there] : [there, here]
    expect((await act(account, own.token)).status).toBe(200)

    await other.client.closed()
    expect(await isIn(other.token)).toBe(false)
    expect(await isIn(own.token)).toBe(asking === 'stays')
    if (asking === 'goes') await own.client.closed()
    else await own.client.settled()
    const ownDevice = await login({ deviceFingerprint })
    if (by === 'device' && asking === 'stays') expect(ownDevice.status).toBe(200)
    else expect(ownDevice).toMatchObject(wrong)
  },
)

test('confirming an address ends nothing', async () => {
  const { email, deviceFingerprint, here, there } = await member()
  expect((await confirm(email)).status).toBe(200)
  for (const { token, client } of [here, there]) {
    expect(await isIn(token)).toBe(true)
    await client.settled()
  }
  expect((await login({ deviceFingerprint })).status).toBe(200)
})

test('a guest’s device stays a way in: it is the only one', async () => {
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { deviceFingerprint })
  const comeBack = async () => (await login({ deviceFingerprint })).body.data as typeof guest
  expect((await post('/api/auth/logout-all', undefined, guest.token)).body.data).toEqual({ ended: 1 })
  const second = await comeBack()
  expect(second.userId).toBe(guest.userId)
  const third = await comeBack()
  expect((await remove('/api/auth/sessions', third.token)).body.data).toEqual({ ended: 1 })
  const other = await online(await comeBack())
  const email = newAddress()
  expect((await upgrade(third.token, { email, password: PASSWORD })).body.data).toEqual({
    email,
    emailVerified: false,
  })
  await other.client.closed()
  expect(await isIn(third.token)).toBe(true)
  expect((await comeBack()).userId).toBe(guest.userId)
})

test('an account registered with another person’s address loses it once its reader has confirmed and reset', async () => {
  const attacker = await member()
  await confirm(attacker.email)
  await reset(attacker)
  for (const { client } of [attacker.here, attacker.there]) await client.closed()
  expect(await login({ deviceFingerprint: attacker.deviceFingerprint })).toMatchObject(wrong)
  expect(await login({ email: attacker.email, password: PASSWORD })).toMatchObject(wrong)
})

test('a login under way while all others are ended does not get in', async () => {
  const { email, here } = await member()
  const late = login({ email, password: PASSWORD })
  const [changed, { status, body }] = await Promise.all([change(here.token, PASSWORD, NEW), late])
  expect(changed.status).toBe(200)
  const token = (body.data as { token?: string } | undefined)?.token
  expect(status === 401 || !(await isIn(token ?? ''))).toBe(true)
})

test('a changed password is in the audit log', async () => {
  const { email, here } = await member()
  expect((await change(here.token, PASSWORD, NEW)).body).toEqual({ success: true, data: {} })
  expect(await login({ email, password: PASSWORD })).toMatchObject(wrong)
  expect((await login({ email, password: NEW })).status).toBe(200)
  const { audit } = (await get('/api/user/export', here.token)).body.data as { audit: object[] }
  expect(audit).toMatchObject([{ action: 'account.password-changed' }])
})

test.each([
  ['a wrong password', { currentPassword: 'not the password' }],
  ['an empty one', { currentPassword: '' }],
  ['none', {}],
])('%s neither changes nor deletes anything of an account that has one', async (_, given) => {
  const { email, here, there } = await member()
  const wanted = { email: newAddress(), password: NEW }
  expect(await upgrade(here.token, { ...wanted, ...given })).toMatchObject(wrongIn('currentPassword'))
  expect(await remove('/api/user', here.token, given)).toMatchObject(wrongIn('currentPassword'))
  const changed = await put('/api/user/password', { newPassword: NEW, ...given }, here.token)
  expect(changed.body.error).toMatchObject({ field: 'currentPassword' })
  expect([await isIn(here.token), await isIn(there.token)]).toEqual([true, true])
  expect((await get('/api/user/profile', here.token)).body.data).toMatchObject({ email })
  expect((await login({ email, password: PASSWORD })).status).toBe(200)
})

test('a confirmed address is changed with the password too, and the new one counts as unconfirmed until it is confirmed', async () => {
  const { email, here } = await member()
  await confirm(email)
  const next = newAddress()
  expect(await upgrade(here.token, { email: next, password: NEW })).toMatchObject(wrong)
  const body = { email: next, password: NEW, currentPassword: PASSWORD }
  expect((await upgrade(here.token, body)).body.data).toEqual({ email: next, emailVerified: false })
  expect(await login({ email, password: NEW })).toMatchObject(wrong)
  expect((await login({ email: next, password: NEW })).status).toBe(200)
  expect((await confirm(next)).status).toBe(200)
  const same = { email: next, password: PASSWORD, currentPassword: NEW }
  expect((await upgrade(here.token, same)).body.data).toEqual({ email: next, emailVerified: true })
})

test('the new password must be long enough, or nothing changes', async () => {
  const { email, here, there } = await member()
  const short = await change(here.token, PASSWORD, 'short')
  expect(short.body.error).toMatchObject({ code: 9001, field: 'newPassword' })
  const weak = { email: newAddress(), password: 'short', currentPassword: PASSWORD }
  expect((await upgrade(here.token, weak)).body.error).toMatchObject({ code: 9001, field: 'password' })
  expect(await isIn(there.token)).toBe(true)
  expect((await login({ email, password: PASSWORD })).status).toBe(200)
})

test('a guest has no password to change, and deletes without one', async () => {
  const guest = await registerGuest(world.url())
  expect(await change(guest.token, '', NEW)).toMatchObject(wrong)
  expect(await remove('/api/user', guest.token, { password: 'a made up one' })).toMatchObject(
    wrongIn('password'),
  )
  expect((await remove('/api/user', guest.token)).status).toBe(200)
})

test('a device that was logged out from elsewhere does not sign in again on its own', async () => {
  const { deviceFingerprint, here, there } = await member()
  const { sessions } = (await get('/api/auth/sessions', here.token)).body.data as {
    sessions: { id: string; current: boolean }[]
  }
  const own = sessions.find(({ current }) => current)?.id ?? ''
  expect((await remove(`/api/auth/sessions/${own}`, there.token)).status).toBe(200)
  expect(await isIn(here.token)).toBe(false)
  expect(await login({ deviceFingerprint })).toMatchObject(wrong)
})

test('logging out of this login alone keeps the device as a way in', async () => {
  const { deviceFingerprint, here } = await member()
  await post('/api/auth/logout', undefined, here.token)
  expect((await login({ deviceFingerprint })).status).toBe(200)
})

test.each(['currentPassword', 'password'])(
  'an account is deleted by its password, given as %s',
  async (name) => {
    const { email, here } = await member()
    expect(await remove('/api/user', here.token, { [name]: 'not the password' })).toMatchObject(wrongIn(name))
    expect((await remove('/api/user', here.token, { [name]: PASSWORD })).status).toBe(200)
    expect(await login({ email, password: PASSWORD })).toMatchObject(wrong)
  },
)
