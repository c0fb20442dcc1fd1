import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { newAddress, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { TRUST_PROXY: '1', RATE_LIMIT_FACTOR: '1' } })
const PASSWORD = 'a long password'
const MINUTE = 60_000

test('codes can be tried five times in a quarter of an hour, from however many addresses', async () => {
  const email = 'guessed@example.org'
  const { userId, token } = await registerGuest(world.url(), { email, password: PASSWORD })
  await world.promote(userId, 'moderator')
  const begun = await world.post('/api/user/second-factor/totp', { currentPassword: PASSWORD }, token)
  const { secret } = begun.body.data as { secret: string }
  const code = () =>
    TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.server().clock.now() })
  await world.post('/api/user/second-factor/totp/confirm', { code: code() }, token)

  const login = (totp: string) =>
    request(world.url(), 'POST', '/api/auth/login', {
      body: { email, password: PASSWORD, totp },
      headers: { 'x-forwarded-for': newAddress() },
    })
  for (let tried = 0; tried < 5; tried += 1) {
    await world.advance(MINUTE)
    expect((await login('ABCDE-FGHJK')).body.error).toMatchObject({ code: 1011 })
  }
  await world.advance(MINUTE)
  const refused = await login(code())
  expect(refused).toMatchObject({
    status: 429,
    body: { error: { code: 1003, retryAfter: expect.any(Number) } },
  })
  await world.advance(10 * MINUTE)
  expect((await login(code())).status).toBe(200)
})
