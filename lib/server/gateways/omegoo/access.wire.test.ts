import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/testing/client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { DEV_OUTBOX: '1' } })
const { get, post } = world
const PASSWORD = 'a long password'
const NEW = 'another password'
const put = (path: string, body: unknown, token: string) => request(world.url(), 'PUT', path, { body, token })
const remove = (path: string, token: string, body?: unknown) =>
  request(world.url(), 'DELETE', path, { token, ...(body !== undefined && { body }) })
const login = (body: object) => post('/api/auth/login', body)
const wrong = { status: 401, body: { error: { code: 1008, message: 'INVALID_CREDENTIALS' } } }

/** An account with a password, logged in on its device and by a second browser that has a socket. */
async function member() {
  const email = `${randomUUID()}@example.org`
  const deviceFingerprint = newDevice()
  const here = await registerGuest(world.url(), { email, password: PASSWORD, deviceFingerprint })
  const there = (await login({ email, password: PASSWORD })).body.data as { token: string }
  return { email, deviceFingerprint, here, there: { ...there, client: await world.client(there.token) } }
}
const isIn = async (token: string) => (await get('/api/user/profile', token)).status === 200
const change = (token: string, currentPassword: string, newPassword: string) =>
  put('/api/user/password', { currentPassword, newPassword }, token)

test('a changed password ends all other logins with their sockets, and devices sign in no more', async () => {
  const { email, deviceFingerprint, here, there } = await member()
  expect((await change(here.token, PASSWORD, NEW)).body).toEqual({ success: true, data: {} })
  await there.client.closed()
  expect(await isIn(there.token)).toBe(false)
  expect(await isIn(here.token)).toBe(true)
  expect(await login({ deviceFingerprint })).toMatchObject(wrong)
  expect(await login({ email, password: PASSWORD })).toMatchObject(wrong)
  expect((await login({ email, password: NEW })).status).toBe(200)
  const { audit } = (await get('/api/user/export', here.token)).body.data as { audit: object[] }
  expect(audit).toMatchObject([{ action: 'account.password-changed' }])
})

test('the old password must be right and the new one long enough, or nothing changes', async () => {
  const { email, here, there } = await member()
  expect(await change(here.token, 'not the password', NEW)).toMatchObject(wrong)
  expect((await change(here.token, PASSWORD, 'short')).body.error).toMatchObject({ code: 9001 })
  expect(await isIn(there.token)).toBe(true)
  expect((await login({ email, password: PASSWORD })).status).toBe(200)
})

test('a guest has no password to change', async () => {
  const guest = await registerGuest(world.url())
  expect(await change(guest.token, '', NEW)).toMatchObject(wrong)
})

test('all other logins end, and this one stays', async () => {
  const { deviceFingerprint, here, there } = await member()
  expect((await remove('/api/auth/sessions', here.token)).body).toEqual({ success: true, data: { ended: 1 } })
  await there.client.closed()
  expect(await isIn(here.token)).toBe(true)
  expect(await login({ deviceFingerprint })).toMatchObject(wrong)
  expect((await remove('/api/auth/sessions', here.token)).body.data).toEqual({ ended: 0 })
})

test('a device that was logged out from elsewhere does not come back by itself', async () => {
  const { deviceFingerprint, here, there } = await member()
  const { sessions } = (await get('/api/auth/sessions', here.token)).body.data as {
    sessions: { id: string; current: boolean }[]
  }
  const own = sessions.find(({ current }) => current)?.id ?? ''
  expect((await remove(`/api/auth/sessions/${own}`, there.token)).status).toBe(200)
  expect(await isIn(here.token)).toBe(false)
  expect(await login({ deviceFingerprint })).toMatchObject(wrong)
})

test('logging out of this login alone leaves the device its way in', async () => {
  const { deviceFingerprint, here } = await member()
  await post('/api/auth/logout', undefined, here.token)
  expect((await login({ deviceFingerprint })).status).toBe(200)
})

test('a guest logs out everywhere and comes back by the device, which is the only way in', async () => {
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { deviceFingerprint })
  expect((await post('/api/auth/logout-all', undefined, guest.token)).body.data).toEqual({ ended: 1 })
  expect((await login({ deviceFingerprint })).body.data).toMatchObject({ userId: guest.userId })
})

test('a password given with a deletion must be right', async () => {
  const { email, here } = await member()
  expect(await remove('/api/user', here.token, { password: 'not the password' })).toMatchObject(wrong)
  expect(await isIn(here.token)).toBe(true)
  expect((await remove('/api/user', here.token, { password: PASSWORD })).status).toBe(200)
  expect(await login({ email, password: PASSWORD })).toMatchObject(wrong)
})
