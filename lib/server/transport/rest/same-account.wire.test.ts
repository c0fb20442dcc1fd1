import { expect, test } from 'vitest'
import { newDevice, registerGuest, request } from '@/lib/protocol-client/rest'
import { createWorld } from '@/lib/testing/world'

const world = createWorld()

async function signedIn(): Promise<{ cookie: string; userId: string }> {
  const body = { age: 30, deviceFingerprint: newDevice(), termsAccepted: true, privacyAccepted: true }
  const reply = await request(world.url(), 'POST', '/api/auth/register', { body })
  const [cookie = ''] = (reply.headers.get('set-cookie') ?? '').split(';')
  return { cookie, userId: (reply.body.data as { userId: string }).userId }
}

const CALLS = [
  ['GET', '/api/user/profile', undefined],
  ['PUT', '/api/user/profile', { displayName: 'Ann' }],
  ['POST', '/api/moderation/block', { userId: 'anybody' }],
  ['DELETE', '/api/user', {}],
  ['POST', '/api/auth/logout', undefined],
] as const

test.each(CALLS)(
  'a page opened for another account changes nothing for the signed-in one: %s %s',
  async (method, path, body) => {
    const before = await registerGuest(world.url())
    const now = await signedIn()
    const headers = { cookie: now.cookie, origin: world.url(), 'x-account': before.userId }
    const reply = await request(world.url(), method, path, { body, headers })
    expect(reply.status).toBe(409)
    expect(reply.body.error).toMatchObject({ code: 2007, message: 'ACCOUNT_CHANGED' })
    const still = await request(world.url(), 'GET', '/api/user/profile', {
      headers: { cookie: now.cookie, 'x-account': now.userId },
    })
    expect(still.status).toBe(200)
  },
)

test('a program may name no account, or its own', async () => {
  const { token, userId } = await registerGuest(world.url())
  for (const headers of [{}, { 'x-account': userId }] as Record<string, string>[]) {
    expect((await request(world.url(), 'GET', '/api/user/profile', { token, headers })).status).toBe(200)
  }
})

test('a socket opened for another account is refused with ACCOUNT_CHANGED, not as a failed login', async () => {
  const [ann, bob] = [await world.person(), await registerGuest(world.url())]
  for (const account of [bob.userId, '', 5]) {
    const refused = world.client(undefined, { auth: { token: ann.token, account } })
    await expect(refused).rejects.toMatchObject({ message: 'Account changed', data: { code: 2007 } })
  }
  await ann.client.settled()
  const again = await world.client(undefined, { auth: { token: ann.token, account: ann.userId } })
  expect(await again.ask('join_text_queue')).toMatchObject({ success: true })
})

test('pages of allowed origins may send the header', async () => {
  const headers = { origin: 'http://localhost:3000', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${world.url()}/api/moderation/block`, { method: 'OPTIONS', headers })
  expect(preflight.headers.get('access-control-allow-headers')).toContain('X-Account')
})
