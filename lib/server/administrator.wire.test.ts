import { expect, test } from 'vitest'
import { newDevice, post, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'
import { claimAdministrator, ensureAdministrator } from './administrator'

const world = createWorld()
const env = { adminEmail: 'Boss@Example.org', adminPassword: 'the operator’s own' }
const SQUATTED = 'the squatter’s own'
const login = (password: string, email = 'boss@example.org') =>
  post(world.url(), '/api/auth/login', { email, password })

test('an address that was registered before is logged as an error, and claimed without that account’s data', async () => {
  const { runtime, database, clock } = world.server()
  const { identity } = runtime.services
  const deviceFingerprint = newDevice()
  const squatter = await registerGuest(world.url(), {
    email: 'boss@example.org',
    password: SQUATTED,
    displayName: 'Squatter',
    deviceFingerprint,
  })
  const logged: string[] = []
  const log = { error: (_: object, message: string) => void logged.push(message) }
  await ensureAdministrator(env, identity, log)
  expect(logged).toEqual([expect.stringMatching(/NO administrator.*"npm run admin:claim"/)])

  const claim = () => claimAdministrator(env, { ...database, identity, clock })
  expect(await claim()).toMatch(
    /^Boss@Example.org is the administrator now; the account that had the address/,
  )
  expect((await login(SQUATTED)).status).toBe(401)
  expect((await world.get('/api/user/profile', squatter.token)).status).toBe(401)
  const { userId, token } = (await login(env.adminPassword)).body.data as { userId: string; token: string }
  expect(userId).not.toBe(squatter.userId)
  const own = (await world.get('/api/user/profile', token)).body.data
  expect(own).toMatchObject({ role: 'admin', displayName: 'Administrator' })
  const back = await post(world.url(), '/api/auth/login', { deviceFingerprint })
  const guest = await request(world.url(), 'GET', '/api/user/profile', {
    token: (back.body.data as { token: string }).token,
  })
  expect(guest.body.data).toMatchObject({ id: squatter.userId, role: 'user', email: null })

  await ensureAdministrator(env, identity, log)
  expect(logged).toHaveLength(1)
  expect(await claim()).toMatch(/^There is an administrator already/)
  expect((await login(env.adminPassword)).status).toBe(200)
})

test('without ADMIN_EMAIL there is nothing to make and nothing to claim', async () => {
  const { runtime, database, clock } = world.server()
  const { identity } = runtime.services
  const none = { adminEmail: undefined, adminPassword: undefined }
  expect(await claimAdministrator(none, { ...database, identity, clock })).toMatch(/are not set/)
})
