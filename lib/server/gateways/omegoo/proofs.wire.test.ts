import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { sentMessagesOf } from '@/lib/testing/sent-messages'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { DEV_OUTBOX: '1', PUBLIC_URL: 'https://chat.example.org' } })
const { advance, sleep, get, post } = world
const { sentTo, secretFor, codeFor } = sentMessagesOf(world)
const PASSWORD = 'a long password'
const newAddress = () => `${randomUUID()}@example.org`
const put = (path: string, body: unknown, token: string) => request(world.url(), 'PUT', path, { body, token })

async function member(more: object = {}) {
  const email = newAddress()
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { email, password: PASSWORD, deviceFingerprint, ...more })
  return { ...guest, email, deviceFingerprint }
}
const verify = async (email: string) =>
  post('/api/auth/verify-email', { token: await secretFor(email, 'verify-email') })
const login = (email: string, password: string) => post('/api/auth/login', { email, password })
let numbers = 0
const newNumber = () => `+1555010${String((numbers += 1)).padStart(4, '0')}`
const badLink = { status: 400, body: { error: { code: 1010, message: 'INVALID_LINK' } } }
const badCode = { status: 400, body: { error: { code: 1011, message: 'INVALID_CODE' } } }

test('a forgotten password is replaced by the mailed link, once, and every login ends', async () => {
  const { email, token, refreshToken } = await member()
  const client = await world.client(token)
  const sent = await post('/api/auth/forgot-password', { email: email.toUpperCase() })
  expect(sent.body).toEqual({
    success: true,
    message: 'If your email is registered, you will receive a password reset link shortly.',
  })
  const secret = await secretFor(email, 'reset-password')
  const check = () => post('/api/auth/validate-reset-token', { token: secret })
  expect((await check()).body).toEqual({ success: true, data: { valid: true } })

  const reset = (password: string) => post('/api/auth/reset-password', { token: secret, password })
  expect((await reset('too short')).body.error).toMatchObject({ code: 9001 })
  const both = await Promise.all([reset('another password'), reset('another password')])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  await client.closed()
  expect(await check()).toMatchObject(badLink)
  expect((await get('/api/user/profile', token)).status).toBe(401)
  expect((await post('/api/auth/refresh', { refreshToken })).status).toBe(401)
  expect((await login(email, PASSWORD)).status).toBe(401)
  expect((await login(email, 'another password')).status).toBe(200)
})

test('an unknown address gets the same answer and no mail', async () => {
  const [known, unknown] = [(await member()).email, newAddress()]
  await sentTo(known)
  const answers = [
    await post('/api/auth/forgot-password', { email: known }),
    await post('/api/auth/forgot-password', { email: unknown }),
  ]
  expect(answers[1]?.body).toEqual(answers[0]?.body)
  expect(await sentTo(unknown)).toEqual([])
})

test.each([
  ['PUT', '/api/user/password', { currentPassword: PASSWORD, newPassword: 'the newest password' }],
  ['POST', '/api/user/upgrade', { currentPassword: PASSWORD, password: 'the newest password' }],
])(
  'a password that was changed since is not replaced by an older link: %s %s',
  async (method, path, body) => {
    const { email, token } = await member()
    await post('/api/auth/forgot-password', { email })
    const secret = await secretFor(email, 'reset-password')
    const changed = await request(world.url(), method, path, { body: { email, ...body }, token })
    expect(changed.status).toBe(200)
    const older = { token: secret, password: 'the password of a thief' }
    expect(await post('/api/auth/reset-password', older)).toMatchObject(badLink)
    expect((await login(email, 'the newest password')).status).toBe(200)
  },
)

test('a link for a new password is good for an hour', async () => {
  const { email } = await member()
  await post('/api/auth/forgot-password', { email })
  const secret = await secretFor(email, 'reset-password')
  await sleep(3_599_000)
  expect((await post('/api/auth/validate-reset-token', { token: secret })).status).toBe(200)
  await advance(1_000)
  expect(await post('/api/auth/validate-reset-token', { token: secret })).toMatchObject(badLink)
  const body = { token: secret, password: 'another password' }
  expect(await post('/api/auth/reset-password', body)).toMatchObject(badLink)
})

test('no secret is kept as it was sent', async () => {
  const { email, token } = await member()
  const phone = newNumber()
  await post('/api/auth/forgot-password', { email })
  await post('/api/auth/request-otp', { phone }, token)
  const secrets = [
    await secretFor(email, 'reset-password'),
    await secretFor(email, 'verify-email'),
    await codeFor(phone),
  ]
  const rows = JSON.stringify(await world.server().sql('SELECT hash FROM proofs'))
  for (const secret of secrets) {
    expect(secret).toMatch(/^[\w-]{6,}$/)
    expect(rows).not.toContain(`"${secret}"`)
  }
})

test('an account with another person’s address is lost to the address’s reader', async () => {
  const { email, deviceFingerprint } = await member()
  await post('/api/auth/forgot-password', { email })
  const token = await secretFor(email, 'reset-password')
  await post('/api/auth/reset-password', { token, password: 'another password' })
  expect((await post('/api/auth/login', { deviceFingerprint })).body.error).toMatchObject({ code: 1008 })
})

test('a guest becomes a member of the same account; its other logins end', async () => {
  const deviceFingerprint = newDevice()
  const guest = await registerGuest(world.url(), { deviceFingerprint })
  const other = (await post('/api/auth/login', { deviceFingerprint })).body.data as { token: string }
  const email = newAddress()
  const reply = await post(
    '/api/user/upgrade',
    { email: ` ${email.toUpperCase()}`.trim(), password: PASSWORD },
    guest.token,
  )
  expect(reply.body).toEqual({ success: true, data: { email, emailVerified: false } })
  expect((await get('/api/user/profile', other.token)).status).toBe(401)
  expect((await get('/api/user/profile', guest.token)).status).toBe(200)
  expect((await login(email, PASSWORD)).body.data).toMatchObject({ userId: guest.userId })

  expect((await verify(email)).body).toEqual({ success: true, data: { email } })
  expect((await get('/api/user/profile', guest.token)).body.data).toMatchObject({
    email,
    emailVerified: true,
  })
})

test('an address in use and a weak password are refused', async () => {
  const [{ email }, guest] = [await member(), await registerGuest(world.url())]
  const inUse = await post('/api/user/upgrade', { email, password: PASSWORD }, guest.token)
  expect({ status: inUse.status, ...inUse.body.error }).toMatchObject({ status: 409, code: 1007 })
  const weak = await post('/api/user/upgrade', { email: newAddress(), password: '123456789' }, guest.token)
  expect(weak.body.error).toMatchObject({ code: 9001 })
})

test('a link to an address that was replaced before it was verified is invalid', async () => {
  const { email, token } = await member()
  const old = await secretFor(email, 'verify-email')
  const other = { email: newAddress(), password: PASSWORD, currentPassword: PASSWORD }
  expect((await post('/api/user/upgrade', other, token)).status).toBe(200)
  expect(await post('/api/auth/verify-email', { token: old })).toMatchObject(badLink)
})

test('registering with an address mails a link, which is good for a day, and longer once it was opened', async () => {
  const [late, early] = [await member(), await member()]
  const [unused, used] = [
    await secretFor(late.email, 'verify-email'),
    await secretFor(early.email, 'verify-email'),
  ]
  await post('/api/auth/verify-email', { token: used })
  await sleep(24 * 3_600_000)
  expect(await post('/api/auth/verify-email', { token: unused })).toMatchObject(badLink)
  const again = await post('/api/auth/verify-email', { token: used })
  expect(again.body).toEqual({ success: true, data: { email: early.email } })
})

describe('a link that was opened', () => {
  const open = (token: string) => post('/api/auth/verify-email', { token })
  const good = (email: string) => ({ success: true, data: { email } })

  test('is confirmed again, also several times at once', async () => {
    const { email, token } = await member()
    const secret = await secretFor(email, 'verify-email')
    const both = await Promise.all([open(secret), open(secret), open(secret)])
    expect(both.map(({ body }) => body)).toEqual([good(email), good(email), good(email)])
    expect((await open(secret)).body).toEqual(good(email))
    expect((await post('/api/user/resend-verification', undefined, token)).status).not.toBe(200)
    expect(await open(`${secret}x`)).toMatchObject(badLink)
  })

  test('is confirmed again after the password was reset or changed, which changes no address', async () => {
    const { email } = await member()
    const secret = await secretFor(email, 'verify-email')
    await open(secret)
    await post('/api/auth/forgot-password', { email })
    const reset = { token: await secretFor(email, 'reset-password'), password: 'another password' }
    expect((await post('/api/auth/reset-password', reset)).status).toBe(200)
    expect((await open(secret)).body).toEqual(good(email))
  })

  test('is invalid once the account has another address, also when the first is set again unconfirmed', async () => {
    const { email, token } = await member()
    const secret = await secretFor(email, 'verify-email')
    await open(secret)
    const change = (to: string) =>
      post('/api/user/upgrade', { email: to, password: PASSWORD, currentPassword: PASSWORD }, token)
    const other = newAddress()
    expect((await change(other)).status).toBe(200)
    expect(await open(secret)).toMatchObject(badLink)
    expect((await open(await secretFor(other, 'verify-email'))).body).toEqual(good(other))
    expect((await change(email)).body.data).toEqual({ email, emailVerified: false })
    expect(await open(secret)).toMatchObject(badLink)
    expect((await get('/api/user/profile', token)).body.data).toMatchObject({ emailVerified: false })
  })

  test('is invalid once the account is deleted', async () => {
    const { email, token } = await member()
    const secret = await secretFor(email, 'verify-email')
    await open(secret)
    await request(world.url(), 'DELETE', '/api/user', { token, body: { currentPassword: PASSWORD } })
    expect(await open(secret)).toMatchObject(badLink)
  })
})

test('a code by SMS verifies a number, once', async () => {
  const { token } = await registerGuest(world.url())
  const phone = newNumber()
  const sent = await post('/api/auth/request-otp', { phone }, token)
  expect(sent.body).toEqual({ success: true, data: { phone, expiresIn: 300 } })
  const otp = await codeFor(phone)
  const reply = await post('/api/auth/verify-otp', { phone, otp }, token)
  expect(reply.body).toEqual({ success: true, data: { phone, tier: 0 } })
  expect((await get('/api/user/profile', token)).body.data).toMatchObject({ phoneVerified: true })
  expect(await post('/api/auth/verify-otp', { phone, otp }, token)).toMatchObject(badCode)
})

test.each([
  [
    'after five wrong tries',
    async (guess: (otp: string) => Promise<unknown>) => {
      for (let tries = 0; tries < 5; tries += 1) expect(await guess('wrong!')).toMatchObject(badCode)
    },
  ],
  ['after five minutes', () => advance(300_000)],
])('the right code is refused %s', async (_, happen) => {
  const { token } = await registerGuest(world.url())
  const phone = newNumber()
  await post('/api/auth/request-otp', { phone }, token)
  const otp = await codeFor(phone)
  const guess = (code: string) => post('/api/auth/verify-otp', { phone, otp: code }, token)
  await happen(guess)
  expect(await guess(otp)).toMatchObject(badCode)
})

test('a code is for one person and one number, and a newer one replaces it', async () => {
  const [ann, bob] = [await registerGuest(world.url()), await registerGuest(world.url())]
  const phone = newNumber()
  await post('/api/auth/request-otp', { phone }, ann.token)
  const first = await codeFor(phone)
  expect(await post('/api/auth/verify-otp', { phone, otp: first }, bob.token)).toMatchObject(badCode)
  const elsewhere = { phone: newNumber(), otp: first }
  expect(await post('/api/auth/verify-otp', elsewhere, ann.token)).toMatchObject(badCode)
  await post('/api/auth/request-otp', { phone }, ann.token)
  const second = await codeFor(phone)
  const old = await post('/api/auth/verify-otp', { phone, otp: first }, ann.token)
  if (first !== second) expect(old).toMatchObject(badCode)
})

test('a number that another account has verified is refused after the right code', async () => {
  const phone = newNumber()
  const codes = []
  for (const { token } of [await registerGuest(world.url()), await registerGuest(world.url())]) {
    await post('/api/auth/request-otp', { phone }, token)
    codes.push(await post('/api/auth/verify-otp', { phone, otp: await codeFor(phone) }, token))
  }
  expect(codes.map(({ status }) => status)).toEqual([200, 409])
  expect(codes[1]?.body.error).toMatchObject({ code: 1012, message: 'PHONE_REGISTERED' })
})

test.each(['5550100', '+0123456', '+1 555 0100', '', 15_550_100])(
  'a number that is not E.164 is refused: %s',
  async (phone) => {
    const { token } = await registerGuest(world.url())
    expect((await post('/api/auth/request-otp', { phone }, token)).body.error).toMatchObject({ code: 9001 })
  },
)

test('a tier is granted when it has been verified, and never lowered', async () => {
  const { email, token } = await member()
  const tier = async (wanted: number) => {
    const { body } = await put('/api/user/tier', { tier: wanted }, token)
    return body.error?.code ?? body.data
  }
  const insufficient = 2002
  expect([await tier(0), await tier(1), await tier(2)]).toEqual([{ tier: 0 }, insufficient, insufficient])
  await verify(email)
  expect([await tier(1), await tier(2)]).toEqual([insufficient, insufficient])
  const phone = newNumber()
  await post('/api/auth/request-otp', { phone }, token)
  await post('/api/auth/verify-otp', { phone, otp: await codeFor(phone) }, token)
  expect((await get('/api/user/profile', token)).body.data).toMatchObject({ tier: 0 })
  expect([await tier(1), await tier(2), await tier(1)]).toEqual([{ tier: 1 }, { tier: 2 }, { tier: 2 }])
  expect(await tier(3)).toBe(9001)
  expect((await get('/api/user/profile', token)).body.data).toMatchObject({ tier: 2 })
})

test('the outbox answers newest first, and only programs on this machine', async () => {
  const { email } = await member()
  await post('/api/auth/forgot-password', { email })
  const messages = await sentTo(email)
  expect(messages.map(({ subject }) => subject)).toEqual([
    'A new password for Omegoo',
    'Confirm your e-mail address for Omegoo',
  ])
  expect(messages[0]).toEqual({
    channel: 'email',
    to: email,
    subject: expect.any(String),
    body: expect.any(String),
    sentAt: new Date(world.server().clock.now()).toISOString(),
  })
  const forwarded: Record<string, string>[] = [
    { 'x-forwarded-for': '127.0.0.1' },
    { 'X-Forwarded-Host': 'localhost' },
    { forwarded: 'for=127.0.0.1' },
    { 'x-forwarded-proto': 'http', 'x-omegoo-local': '1' },
  ]
  for (const headers of forwarded) {
    const reply = await request(world.url(), 'GET', '/api/dev/outbox', { headers })
    expect({ status: reply.status, ...reply.body.error }).toMatchObject({ status: 404, code: 9002 })
  }
})

test('another link can be mailed until the address is verified, and only the newest is good', async () => {
  const { email, token } = await member()
  const first = await secretFor(email, 'verify-email')
  const again = () => post('/api/user/resend-verification', undefined, token)
  expect((await again()).body).toEqual({ success: true, data: { email } })
  expect(await secretFor(email, 'verify-email')).not.toBe(first)
  expect(await post('/api/auth/verify-email', { token: first })).toMatchObject(badLink)
  expect((await verify(email)).status).toBe(200)
  expect((await again()).body.error).toMatchObject({ code: 1013 })
  const guest = await registerGuest(world.url())
  const none = await post('/api/user/resend-verification', undefined, guest.token)
  expect(none.body.error).toMatchObject({ code: 9001 })
})
