import { Secret, TOTP } from 'otpauth'
import { expect, test, vi } from 'vitest'
import { registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { REQUIRE_SECOND_FACTOR: '1', DEV_OUTBOX: '1' } })
const PASSWORD = 'a long password'
const STEP_MS = 30_000
const REASON = 'The telephone is lost'

let people = 0
/** An administrator who signs in with an app. */
async function administrator() {
  const email = `lost-factor-${(people += 1)}@example.org`
  const { userId, token } = await registerGuest(world.url(), { email, password: PASSWORD })
  await world.promote(userId, 'admin')
  const begun = await world.post('/api/user/second-factor/totp', { currentPassword: PASSWORD }, token)
  const secret = Secret.fromBase32((begun.body.data as { secret: string }).secret)
  const codeNow = () => TOTP.generate({ secret, timestamp: world.server().clock.now() })
  const confirmed = await world.post('/api/user/second-factor/totp/confirm', { code: codeNow() }, token)
  expect(confirmed.status).toBe(200)
  await world.advance(STEP_MS)
  return { userId, token, email, codeNow }
}
const remove = (id: string, token: string, reason = REASON) =>
  request(world.url(), 'DELETE', `/api/admin/users/${id}/second-factor`, { token, body: { reason } })
const login = (email: string, more: object = {}) =>
  world.post('/api/auth/login', { email, password: PASSWORD, ...more })

test('a lost second factor is removed by another administrator: logins end, and a new one is set up first', async () => {
  const [chief, boss] = [await administrator(), await administrator()]
  const shown = () => world.get(`/api/admin/users/${boss.userId}`, chief.token)
  expect((await shown()).body.data).toMatchObject({ secondFactor: true })
  const client = await world.client(boss.token)
  const closed = new Promise((resolve) => client.socket.once('disconnect', resolve))
  const second = await login(boss.email, { totp: boss.codeNow() })
  expect(second.status).toBe(200)

  expect((await remove(boss.userId, chief.token)).body.data).toEqual({ userId: boss.userId, endedLogins: 2 })
  await closed
  expect((await world.get('/api/user/profile', boss.token)).status).toBe(401)
  expect((await remove(boss.userId, chief.token)).status).toBe(404)

  const entered = await login(boss.email)
  const { token } = entered.body.data as { token: string }
  const missing = { status: 403, body: { error: { code: 1015 } } }
  expect(await world.get('/api/admin/dashboard', token)).toMatchObject(missing)
  expect((await world.get('/api/user/second-factor', token)).body.data).toMatchObject({
    totp: false,
    recoveryCodesLeft: 0,
    passkeys: [],
  })

  const { audit, secondFactor } = (await shown()).body.data as { audit: object[]; secondFactor: boolean }
  expect(secondFactor).toBe(false)
  expect(audit[0]).toMatchObject({
    actorId: chief.userId,
    action: 'account.second-factor-reset',
    targetId: boss.userId,
    details: { reason: REASON },
  })
})

test('nobody removes their own second factor in this way, and every removal has a reason', async () => {
  const [chief, boss] = [await administrator(), await administrator()]
  expect(await remove(chief.userId, chief.token)).toMatchObject({
    status: 403,
    body: { error: { code: 2004, description: 'Another administrator removes it' } },
  })
  expect((await remove(boss.userId, chief.token, '  ')).status).toBe(400)
  const totp = await world.get('/api/user/second-factor', boss.token)
  expect(totp.body.data).toMatchObject({ totp: true })
})

test.each([
  ['en', 'Your second factor at Omegoo was removed'],
  ['ar', 'أُزيل عاملك الثاني في Omegoo'],
])(
  'the person is told by mail in their language (%s), where the address is confirmed',
  async (language, subject) => {
    const [chief, boss, unconfirmed] = [await administrator(), await administrator(), await administrator()]
    const { sql, runtime } = world.server()
    await sql('UPDATE users SET email_verified_at = now(), language = $2 WHERE id = $1', [
      boss.userId,
      language,
    ])
    for (const { userId } of [unconfirmed, boss]) expect((await remove(userId, chief.token)).status).toBe(200)
    const mailsTo = (email: string) =>
      runtime.services.sentMail?.newest().filter((mail) => mail.to === email && mail.subject === subject) ??
      []
    await world.advance(2_000)
    await vi.waitFor(() => expect(mailsTo(boss.email)).toHaveLength(1))
    expect(mailsTo(boss.email)[0]?.body).toContain('/settings')
    expect(mailsTo(unconfirmed.email)).toEqual([])
  },
)
