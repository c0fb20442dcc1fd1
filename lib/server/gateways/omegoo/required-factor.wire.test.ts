import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { registerGuest, request } from '@/lib/protocol-client/rest'
import { connect } from '@/lib/testing/client'
import { createWorld } from '@/lib/testing/world'

const world = createWorld({ env: { REQUIRE_SECOND_FACTOR: '1', RATE_LIMIT_FACTOR: '1' } })
const PASSWORD = 'a long password'

test('with the switch on, a role without a second factor can set one up, and nothing else', async () => {
  const email = 'boss@example.org'
  const { userId, token } = await registerGuest(world.url(), { email, password: PASSWORD })
  await world.promote(userId, 'admin')
  const missing = { status: 403, body: { error: { code: 1015, message: 'SECOND_FACTOR_MISSING' } } }
  for (const path of ['/api/admin/dashboard', '/api/admin/users', '/api/user/stats', '/api/auth/sessions'])
    expect(await world.get(path, token), path).toMatchObject(missing)
  const client = await world.client(token)
  expect(await client.ask('join_text_queue')).toMatchObject({ success: false, code: 1015 })
  await expect(connect(world.url(), token, { namespace: '/admin' })).rejects.toThrow('second factor')

  expect((await world.get('/api/user/profile', token)).status).toBe(200)
  const state = await world.get('/api/user/second-factor', token)
  expect(state.body.data).toMatchObject({ required: true, totp: false })
  const begun = await world.post('/api/user/second-factor/totp', { currentPassword: PASSWORD }, token)
  const { secret } = begun.body.data as { secret: string }
  const code = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.server().clock.now() })
  expect((await world.post('/api/user/second-factor/totp/confirm', { code }, token)).status).toBe(200)
  expect((await world.get('/api/admin/dashboard', token)).status).toBe(200)

  await world.advance(30_000)
  const totp = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: world.server().clock.now() })
  const off = { token, body: { currentPassword: PASSWORD, totp } }
  expect((await request(world.url(), 'DELETE', '/api/user/second-factor/totp', off)).status).toBe(200)
  expect(await world.get('/api/admin/dashboard', token)).toMatchObject(missing)
})

test('with the switch on, people without a role notice nothing', async () => {
  const { token } = await registerGuest(world.url())
  expect((await world.get('/api/user/stats', token)).status).toBe(200)
})
