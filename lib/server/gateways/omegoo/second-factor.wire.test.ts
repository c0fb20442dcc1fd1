import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import type { Role } from '@/lib/domain/accounts'
import { newDevice, registerGuest, request, type Reply } from '@/lib/protocol-client/rest'
import { createAuthenticator } from '@/lib/testing/authenticator'
import { connect } from '@/lib/testing/client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()
const PASSWORD = 'a long password'
const STEP_MS = 30_000
const ORIGIN = 'http://localhost:3000'

let people = 0
/** An account with a password and a role, as yet without a second factor. */
async function member(role: Role = 'moderator') {
  const email = `second-factor-${(people += 1)}@example.org`
  const device = newDevice()
  const { userId, token } = await registerGuest(world.url(), {
    email,
    password: PASSWORD,
    deviceFingerprint: device,
  })
  await world.promote(userId, role)
  return { userId, token, email, device }
}
type Member = Awaited<ReturnType<typeof member>>

const ask = (method: string, path: string, token: string, body?: unknown): Promise<Reply> =>
  request(world.url(), method, `/api/user/second-factor${path}`, {
    token,
    ...(body !== undefined && { body }),
  })
const again = { currentPassword: PASSWORD }
const login = (email: string, more: object = {}) =>
  world.post('/api/auth/login', { email, password: PASSWORD, ...more })
const codeOf = (secret: string, ms = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.server().clock.now() + ms })
const refusal = (code: number, status: number) => ({ status, body: { success: false, error: { code } } })

/** Sets up an authenticator app; the code shown is spent, and the next one comes in half a minute. */
async function enrol(who: Member) {
  const { secret } = (await ask('POST', '/totp', who.token, again)).body.data as { secret: string }
  const confirmed = await ask('POST', '/totp/confirm', who.token, { code: codeOf(secret) })
  const { recoveryCodes } = confirmed.body.data as { recoveryCodes: string[] }
  await world.advance(STEP_MS)
  return { ...who, secret, recoveryCodes }
}

describe('an authenticator app', () => {
  test('is set up by the password and a code, and then asked for at every log-in', async () => {
    const who = await member()
    expect((await login(who.email)).status).toBe(200)
    const begun = await ask('POST', '/totp', who.token, again)
    const { secret, uri } = begun.body.data as { secret: string; uri: string }
    expect(new URL(uri).searchParams.get('secret')).toBe(secret)
    expect((await login(who.email)).status).toBe(200)

    expect(await ask('POST', '/totp/confirm', who.token, { code: '000000' })).toMatchObject(
      refusal(1011, 400),
    )
    const confirmed = await ask('POST', '/totp/confirm', who.token, { code: codeOf(secret) })
    const { recoveryCodes } = confirmed.body.data as { recoveryCodes: string[] }
    expect(recoveryCodes).toHaveLength(10)
    for (const code of recoveryCodes) expect(code).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)

    const refused = await login(who.email)
    expect(refused).toMatchObject(refusal(1014, 401))
    expect(refused.body.error).toMatchObject({ message: 'SECOND_FACTOR_REQUIRED', methods: ['totp'] })
    expect(refused.headers.get('set-cookie')).toBeNull()
    await world.advance(STEP_MS)
    const entered = await login(who.email, { totp: codeOf(secret) })
    expect(entered.body.data).toMatchObject({ userId: who.userId, token: expect.any(String) })
    expect(entered.headers.get('set-cookie')).toContain('session-token')
    expect((await ask('GET', '', who.token)).body.data).toEqual({
      required: false,
      totp: true,
      recoveryCodesLeft: 10,
      passkeys: [],
    })
  })

  test('is asked for by the device as well', async () => {
    const { device, secret } = await enrol(await member())
    const byDevice = (more: object = {}) =>
      world.post('/api/auth/login', { deviceFingerprint: device, ...more })
    expect(await byDevice()).toMatchObject(refusal(1014, 401))
    expect((await byDevice({ totp: codeOf(secret) })).status).toBe(200)
  })

  test('a wrong password is told as ever, with a right code too', async () => {
    const { email, secret } = await enrol(await member())
    const wrong = { email, password: 'a wrong password', totp: codeOf(secret) }
    expect(await world.post('/api/auth/login', wrong)).toMatchObject(refusal(1008, 401))
    expect((await login(email, { totp: codeOf(secret) })).status).toBe(200)
  })

  test('a code is good once, also for two at the same moment, and none before it is good any more', async () => {
    const { email, secret } = await enrol(await member())
    const [before, now] = [codeOf(secret, -STEP_MS), codeOf(secret)]
    const tries = await Promise.all([login(email, { totp: now }), login(email, { totp: now })])
    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
    expect(await login(email, { totp: now })).toMatchObject(refusal(1011, 400))
    expect(await login(email, { totp: before })).toMatchObject(refusal(1011, 400))
  })

  test('a recovery code is good once, in whatever form it is typed', async () => {
    const { email, token, secret, recoveryCodes } = await enrol(await member())
    const [first = '', second = ''] = recoveryCodes
    expect((await login(email, { totp: first.toLowerCase().replace('-', ' ') })).status).toBe(200)
    expect(await login(email, { totp: first })).toMatchObject(refusal(1011, 400))
    expect((await ask('GET', '', token)).body.data).toMatchObject({ recoveryCodesLeft: 9 })
    expect(await ask('POST', '/recovery-codes', token, again)).toMatchObject(refusal(1014, 401))
    const renewed = await ask('POST', '/recovery-codes', token, { ...again, totp: codeOf(secret) })
    expect((renewed.body.data as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10)
    expect(await login(email, { totp: second })).toMatchObject(refusal(1011, 400))
  })

  test('is switched off by the password and a code, and its recovery codes with it', async () => {
    const { email, token, secret, recoveryCodes } = await enrol(await member())
    expect(await ask('DELETE', '/totp', token, {})).toMatchObject(refusal(1008, 401))
    expect(await ask('DELETE', '/totp', token, { currentPassword: 'wrong' })).toMatchObject(
      refusal(1008, 401),
    )
    const withoutCode = await ask('DELETE', '/totp', token, again)
    expect(withoutCode).toMatchObject(refusal(1014, 401))
    expect(withoutCode.body.error).toMatchObject({ methods: ['totp'] })
    const wrong = { ...again, totp: '000000' }
    expect(await ask('DELETE', '/totp', token, wrong)).toMatchObject(refusal(1011, 400))
    expect(await login(email)).toMatchObject(refusal(1014, 401))
    expect((await ask('DELETE', '/totp', token, { ...again, totp: codeOf(secret) })).status).toBe(200)
    expect((await login(email)).status).toBe(200)
    expect(await ask('DELETE', '/totp', token, again)).toMatchObject(refusal(9002, 404))
    await enrol({ userId: '', device: '', email, token })
    expect(await login(email, { totp: recoveryCodes[0] })).toMatchObject(refusal(1011, 400))
  })

  test('a second one is refused while one is on, and a new one replaces one that was only begun', async () => {
    const who = await member()
    const begin = async () => (await ask('POST', '/totp', who.token, again)).body.data as { secret: string }
    const [abandoned, { secret }] = [await begin(), await begin()]
    const confirm = (code: string) => ask('POST', '/totp/confirm', who.token, { code })
    expect(await confirm(codeOf(abandoned.secret))).toMatchObject(refusal(1011, 400))
    expect((await confirm(codeOf(secret))).status).toBe(200)
    await world.advance(STEP_MS)
    expect(await ask('POST', '/totp', who.token, again)).toMatchObject(refusal(1014, 401))
    const shown = { ...again, totp: codeOf(secret) }
    expect(await ask('POST', '/totp', who.token, shown)).toMatchObject(refusal(1017, 409))
    expect(await confirm(codeOf(secret))).toMatchObject(refusal(1017, 409))
  })

  test('is kept encrypted, recovery codes as digests, and both are in the record of what was done', async () => {
    const { userId, secret, recoveryCodes, token } = await enrol(await member('admin'))
    const rows = await world
      .server()
      .sql(
        `SELECT t.sealed, r.hash FROM totp_secrets t JOIN recovery_codes r USING (user_id) WHERE user_id = $1`,
        [userId],
      )
    expect(rows).toHaveLength(10)
    const text = JSON.stringify(rows)
    for (const shown of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replace('-', ''))])
      expect(text).not.toContain(shown)
    const exported = (await world.get('/api/user/export', token)).body.data as Record<string, unknown>
    expect(exported.secondFactors).toMatchObject([{ kind: 'totp' }, { kind: 'recovery-codes', left: 10 }])
    expect(exported.audit).toMatchObject([
      { action: 'account.second-factor-added', details: { kind: 'totp' } },
    ])
    expect(JSON.stringify(exported)).not.toMatch(/sealed|"hash"/)
  })
})

test('people without a role sign in as ever, also one who had a role before', async () => {
  const who = await enrol(await member())
  await world.promote(who.userId, 'user')
  expect((await login(who.email)).status).toBe(200)
  expect(await ask('GET', '', who.token)).toMatchObject(refusal(2004, 403))
})

describe('a login that has shown no second factor', () => {
  const ADMIN = { namespace: '/admin' as const }

  test('ends when another one of the account sets one up, with its sockets', async () => {
    const who = await member('admin')
    const stolen = (await login(who.email)).body.data as { token: string; refreshToken: string }
    expect((await world.get('/api/admin/users', stolen.token)).status).toBe(200)
    const { socket } = await world.client(stolen.token, ADMIN)
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    const { token } = await enrol(who)
    await closed
    expect(await world.get('/api/admin/users', stolen.token)).toMatchObject(refusal(2001, 401))
    expect(await ask('DELETE', '/totp', stolen.token, again)).toMatchObject(refusal(2001, 401))
    const { refreshToken } = stolen
    expect(await world.post('/api/auth/refresh', { refreshToken })).toMatchObject(refusal(2001, 401))
    await expect(connect(world.url(), stolen.token, ADMIN)).rejects.toThrow('Authentication error')
    expect((await world.get('/api/admin/users', token)).status).toBe(200)
  })

  test('ends when the account gains a role again', async () => {
    const chief = await member('admin')
    const who = await enrol(await member())
    const setRole = (role: Role) =>
      request(world.url(), 'PUT', `/api/admin/users/${who.userId}/role`, {
        token: chief.token,
        body: { role },
      })
    expect((await setRole('user')).status).toBe(200)
    const { token } = (await login(who.email)).body.data as { token: string }
    const { socket } = await world.client(token)
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    expect((await setRole('admin')).status).toBe(200)
    await closed
    expect(await world.get('/api/admin/users', token)).toMatchObject(refusal(2001, 401))
    expect((await world.get('/api/admin/users', who.token)).status).toBe(200)
    expect(await login(who.email)).toMatchObject(refusal(1014, 401))
  })

  test('is refused also where the role came past administration', async () => {
    const who = await enrol(await member())
    await world.promote(who.userId, 'user')
    const { token, refreshToken } = (await login(who.email)).body.data as Record<string, string>
    await world.promote(who.userId, 'admin')
    expect(await world.get('/api/admin/users', token)).toMatchObject(refusal(2001, 401))
    expect(await world.post('/api/auth/refresh', { refreshToken })).toMatchObject(refusal(2001, 401))
  })
})

test('the factor of an account without a password takes that factor to change', async () => {
  const { userId, token } = await registerGuest(world.url())
  await world.promote(userId, 'moderator')
  const { secret } = (await ask('POST', '/totp', token, {})).body.data as { secret: string }
  expect((await ask('POST', '/totp/confirm', token, { code: codeOf(secret) })).status).toBe(200)
  for (const [method, path] of [
    ['DELETE', '/totp'],
    ['POST', '/recovery-codes'],
    ['POST', '/passkeys/options'],
  ] as const)
    expect(await ask(method, path, token, {}), path).toMatchObject(refusal(1014, 401))
  await world.advance(STEP_MS)
  expect((await ask('DELETE', '/totp', token, { totp: codeOf(secret) })).status).toBe(200)
})

describe('a passkey', () => {
  const rp = { rp: { id: 'localhost' }, rpId: 'localhost' }
  const optionsFor = async (path: string, body: object, token?: string) => {
    const { body: answer } = await world.post(path, body, token)
    return { ...rp, ...(answer.data as { options: { challenge: string } } | undefined)?.options } as {
      challenge: string
    } & typeof rp
  }
  const toSign = ({ email }: Member) => optionsFor('/api/auth/passkey-options', { email, password: PASSWORD })
  const toMake = ({ token }: Member) => optionsFor('/api/user/second-factor/passkeys/options', again, token)

  async function withPasskey(origin = ORIGIN) {
    const who = await member()
    const authenticator = createAuthenticator(origin)
    const passkey = authenticator.make(await toMake(who))
    const added = await ask('POST', '/passkeys', who.token, { name: 'My phone', passkey })
    return { who, authenticator, added }
  }

  test('is made in the browser, and signs in beside the password', async () => {
    const { who, authenticator, added } = await withPasskey()
    expect(added.body.data).toMatchObject({ id: authenticator.id, recoveryCodes: { length: 10 } })
    const refused = await login(who.email)
    expect(refused.body.error).toMatchObject({ code: 1014, methods: ['passkey'] })
    const passkey = authenticator.sign(await toSign(who))
    expect((await login(who.email, { passkey })).body.data).toMatchObject({ userId: who.userId })
    expect((await ask('GET', '', who.token)).body.data).toMatchObject({
      totp: false,
      passkeys: [{ id: authenticator.id, name: 'My phone', lastUsedAt: expect.any(String) }],
    })
  })

  test('an answer is good once, and only for the challenge and the account that it was asked of', async () => {
    const [{ who, authenticator }, other] = [await withPasskey(), await withPasskey()]
    const passkey = authenticator.sign(await toSign(who))
    expect((await login(who.email, { passkey })).status).toBe(200)
    expect(await login(who.email, { passkey })).toMatchObject(refusal(1019, 400))
    const made = authenticator.sign({ ...rp, challenge: 'bm90LWFza2Vk' })
    expect(await login(who.email, { passkey: made })).toMatchObject(refusal(1019, 400))
    const crossed = other.authenticator.sign(await toSign(who))
    expect(await login(who.email, { passkey: crossed })).toMatchObject(refusal(1019, 400))
  })

  test('a page of another address can neither make one nor use one', async () => {
    const { added, who } = await withPasskey('https://evil.example')
    expect(added).toMatchObject(refusal(1019, 400))
    expect((await login(who.email)).status).toBe(200)
  })

  test('a copied one is noticed by its count', async () => {
    const { who, authenticator } = await withPasskey()
    const sign = async (counter: number) =>
      login(who.email, { passkey: authenticator.sign(await toSign(who), counter) })
    expect((await sign(5)).status).toBe(200)
    expect(await sign(5)).toMatchObject(refusal(1019, 400))
    expect((await sign(6)).status).toBe(200)
  })

  test('is taken away by the password and a passkey; another person’s is answered as an absent one', async () => {
    const [{ who, authenticator }, other] = [await withPasskey(), await withPasskey()]
    const show = () => optionsFor('/api/user/second-factor/passkey-options', {}, who.token)
    expect(await ask('DELETE', `/passkeys/${authenticator.id}`, who.token, again)).toMatchObject(
      refusal(1014, 401),
    )
    const foreignKey = { ...again, passkey: other.authenticator.sign(await show()) }
    expect(await ask('DELETE', `/passkeys/${authenticator.id}`, who.token, foreignKey)).toMatchObject(
      refusal(1019, 400),
    )
    const drop = async (id: string) =>
      ask('DELETE', `/passkeys/${id}`, who.token, { ...again, passkey: authenticator.sign(await show()) })
    const [foreign, absent] = [await drop(other.authenticator.id), await drop('none')]
    expect(foreign).toMatchObject(refusal(9002, 404))
    expect(foreign.text).toBe(absent.text)
    expect((await drop(authenticator.id)).status).toBe(200)
    expect((await login(who.email)).status).toBe(200)
  })

  test('its challenge is told only to who knows the password', async () => {
    const { who } = await withPasskey()
    const wrong = { email: who.email, password: 'a wrong password' }
    expect(await world.post('/api/auth/passkey-options', wrong)).toMatchObject(refusal(1008, 401))
    const plain = await member()
    const right = { email: plain.email, password: PASSWORD }
    expect(await world.post('/api/auth/passkey-options', right)).toMatchObject(refusal(9002, 404))
  })
})
