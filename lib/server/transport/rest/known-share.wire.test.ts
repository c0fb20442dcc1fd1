import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { newAddress, newDevice, registerGuest, type Reply, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' } })
const PASSWORD = 'a long password'
interface From {
  readonly address?: string
  readonly cookie?: string | undefined
  readonly token?: string
  readonly method?: string
}

const ask = (path: string, body: unknown, { address = newAddress(), cookie, token, method }: From = {}) =>
  request(world.url(), method ?? 'POST', path, {
    body,
    headers: { 'x-forwarded-for': address, ...(cookie && { cookie }) },
    ...(token && { token }),
  })
const login = (email: string, password: string, from?: From) =>
  ask('/api/auth/login', { email, password }, from)
const knownDevice = ({ headers }: Reply) =>
  headers
    .getSetCookie()
    .find((one) => one.startsWith('omegoo-known-device='))
    ?.split(';')[0]

async function member() {
  const [email, deviceFingerprint] = [`${randomUUID()}@example.org`, newDevice()]
  const guest = await registerGuest(world.url(), { email, password: PASSWORD, deviceFingerprint })
  return { ...guest, email, deviceFingerprint }
}

/** Wrong passwords by strangers, each from an address of its own, until the account takes no more from them. */
async function attacked(email: string) {
  const statuses = new Set<number>()
  for (let count = 0; count < 6; count += 1) statuses.add((await login(email, 'wrong')).status)
  expect([...statuses].at(-1)).toBe(429)
}

test('who signed in lately from an address signs in from there, however often strangers guess', async () => {
  const { email } = await member()
  const home = newAddress()
  expect((await login(email, PASSWORD, { address: home })).status).toBe(200)
  await attacked(email)
  expect((await login(email.toUpperCase(), PASSWORD, { address: home })).status).toBe(200)
  expect((await login(email, PASSWORD)).status).toBe(429)
})

test('the browser is known too, wherever it goes, and after it signed out', async () => {
  const { email } = await member()
  const cookie = knownDevice(await login(email, PASSWORD))
  await attacked(email)
  const back = await login(email, PASSWORD, { cookie })
  expect(back.status).toBe(200)
  expect(knownDevice(back)).not.toBe(cookie)
  const byNextAuth = await world.server().runtime.runtime.webSession.authorize(
    { email, password: PASSWORD },
    {
      headers: new Headers({ 'x-omegoo-address': newAddress(), cookie: cookie ?? '' }),
      signal: new AbortController().signal,
    },
  )
  expect(byNextAuth).toMatchObject({ sid: expect.any(String) })
})

test('guesses from a known address have a count of their own', async () => {
  const { email } = await member()
  const cookie = knownDevice(await login(email, PASSWORD))
  const statuses = []
  for (let count = 0; count < 6; count += 1) statuses.push((await login(email, 'wrong', { cookie })).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  expect((await login(email, PASSWORD)).status).toBe(200)
})

test.each([
  ['registered', (email: string, from: From) => ask('/api/auth/register', registration(email), from)],
  [
    'signed in by the device',
    (_: string, from: From, device: string) => ask('/api/auth/login', { deviceFingerprint: device }, from),
  ],
])('an address is known after its account %s', async (_, succeed) => {
  const known = await member()
  const email = _ === 'registered' ? `${randomUUID()}@example.org` : known.email
  const home = newAddress()
  const reply = await succeed(email, { address: home }, known.deviceFingerprint)
  expect([reply.status, knownDevice(reply)]).toEqual([200, expect.any(String)])
  await attacked(email)
  expect((await login(email, PASSWORD, { address: home })).status).toBe(200)
})
const registration = (email: string) => ({
  age: 25,
  deviceFingerprint: newDevice(),
  termsAccepted: true,
  privacyAccepted: true,
  email,
  password: PASSWORD,
})

test('a guest who adds a mail address is known by it', async () => {
  const [guest, email, home] = [await registerGuest(world.url()), `${randomUUID()}@example.org`, newAddress()]
  const reply = await ask(
    '/api/user/upgrade',
    { email, password: PASSWORD },
    { address: home, token: guest.token },
  )
  expect([reply.status, knownDevice(reply)]).toEqual([200, expect.any(String)])
  await attacked(email)
  expect((await login(email, PASSWORD, { address: home })).status).toBe(200)
})

test('a stranger becomes known neither by failing, nor by an account, a cookie or a made-up name of another', async () => {
  const [{ email }, stranger] = [await member(), await member()]
  const address = newAddress()
  const own = await login(stranger.email, PASSWORD, { address })
  await login(email, 'wrong', { address })
  await ask('/api/auth/register', registration(email), { address })
  await attacked(email)
  for (const cookie of [knownDevice(own), 'omegoo-known-device=1.AAAAAAAAAAAAAAAAAAAAAA.AAAA'])
    expect((await login(email, 'wrong', { address, cookie })).status).toBe(429)
})

test('a known device gets a password link, also when strangers have asked for many', async () => {
  const { email } = await member()
  const home = newAddress()
  await login(email, PASSWORD, { address: home })
  const forgot = (from?: From) => ask('/api/auth/forgot-password', { email }, from)
  for (let count = 0; count < 5; count += 1) await forgot()
  expect([(await forgot()).status, (await forgot({ address: home })).status]).toEqual([429, 200])
})

test('a thief of a token uses up no tries of the owner’s other logins', async () => {
  const { email, token: stolen } = await member()
  const { token } = (await login(email, PASSWORD)).body.data as { token: string }
  const change = (as: string, currentPassword: string) =>
    ask(
      '/api/user/password',
      { currentPassword, newPassword: 'another password' },
      { token: as, method: 'PUT' },
    )
  const statuses = []
  for (let count = 0; count < 6; count += 1) statuses.push((await change(stolen, 'wrong')).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  expect((await change(token, PASSWORD)).status).toBe(200)
})

test('tries are one count over all that asks for the password', async () => {
  const { token } = await member()
  const wrong = { currentPassword: 'wrong', newPassword: 'another password' }
  for (let count = 0; count < 5; count += 1)
    expect((await ask('/api/user/password', wrong, { token, method: 'PUT' })).status).toBe(401)
  expect((await ask('/api/user', wrong, { token, method: 'DELETE' })).status).toBe(429)
})

test('forged refresh tokens and codes for a foreign number use up no one’s share', async () => {
  const refresh = (address?: string) =>
    ask('/api/auth/refresh', { refreshToken: randomUUID() }, address === undefined ? {} : { address })
  const forger = newAddress()
  for (let count = 0; count < 30; count += 1) expect((await refresh(forger)).status).toBe(401)
  expect([(await refresh(forger)).status, (await refresh()).status]).toEqual([429, 401])

  const phone = '+15550777'
  const guess = (token: string) => ask('/api/auth/verify-otp', { phone, otp: '000000' }, { token })
  for (let stranger = 0; stranger < 3; stranger += 1) {
    const { token } = await registerGuest(world.url())
    for (let count = 0; count < 10; count += 1) await guess(token)
  }
  expect((await guess((await registerGuest(world.url())).token)).status).toBe(400)
})
