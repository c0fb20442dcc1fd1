import { expect, test } from 'vitest'
import { createIds } from '@/lib/server/adapters/system/ids'
import { createCredentials } from './credentials'
import { createTokens } from './tokens'
import { createWebSession } from './web-session'

const NOW = 1_800_000_000_000
const tokens = createTokens('a secret of the tests, long enough for it', 900)
const strangers = createTokens('another secret of the tests, long enough', 900)
const claims = { user: 'ann', login: 'login-1' }

test('an access token is accepted by its maker until it expires', () => {
  const token = tokens.access(claims, NOW)
  expect(tokens.readAccess(token, NOW + 899_000)).toEqual(claims)
  expect(tokens.readAccess(token, NOW + 900_000)).toBe('expired')
  expect(strangers.readAccess(token, NOW)).toBe('invalid')
  const [head, , signature] = token.split('.')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const bad of ['', 'a.b.c', `${head}.e30.${signature}`, `${none}.${token.split('.')[1]}.`])
    expect(tokens.readAccess(bad, NOW)).toBe('invalid')
})

test('a refresh token is the same every time, and only its maker’s', () => {
  const login = createIds().next()
  const token = tokens.refresh(login, 7)
  expect([tokens.refresh(login, 7), tokens.readRefresh(token)]).toEqual([token, { login, generation: 7 }])
  expect([strangers.readRefresh(token), tokens.readRefresh(token.replace('.7.', '.8.'))]).toEqual([
    undefined,
    undefined,
  ])
})

test('a device has another hash in every tenant and under every secret', () => {
  const hashes = [
    tokens.deviceHash('a', 'd'),
    tokens.deviceHash('b', 'd'),
    tokens.deviceHash('a', 'e'),
    strangers.deviceHash('a', 'd'),
  ]
  expect(new Set(hashes).size).toBe(4)
  expect(tokens.deviceHash('a', 'd')).toBe(hashes[0])
})

test('the web session’s cookie names its login, for its maker only', async () => {
  const web = createWebSession({ secret: 'a secret', secure: true })
  const cookie = await web.start('ann', 'login-1')
  expect(cookie).toMatch(/^__Secure-next-auth.session-token=.*HttpOnly.*Secure.*SameSite=Lax/)
  expect(await web.loginOf(cookie.split(';')[0])).toBe('login-1')
  expect(
    await createWebSession({ secret: 'another', secure: true }).loginOf(cookie.split(';')[0]),
  ).toBeUndefined()
  for (const none of [undefined, null, '', 'a=b', `${web.name}=nonsense`])
    expect(await web.loginOf(none)).toBeUndefined()
  expect(web.end()).toMatch(/Max-Age=0/)
})

test('a token wins over a cookie, even an invalid one', async () => {
  const asked: string[] = []
  const answer = (how: string) => async (what: string) => {
    asked.push(`${how} ${what}`)
    return {
      userId: 'ann',
      tenantId: 'default',
      createdAt: 0,
      devices: [],
      loginId: 'login-1',
      tier: 0,
      role: 'user',
      displayName: null,
    } as const
  }
  const logins = { byAccessToken: answer('token'), byLogin: answer('login') }
  const { actorOf } = createCredentials({
    logins,
    webSession: { loginOf: async (cookie) => cookie ?? undefined },
  })
  expect(await actorOf({})).toBeUndefined()
  await actorOf({ token: 'Bearer abc', cookie: 'c' })
  await actorOf({ token: '', cookie: 'c' })
  await actorOf({ token: null, cookie: 'c' })
  await expect(actorOf({ token: { a: 1 }, cookie: 'c' })).rejects.toMatchObject({ reason: 'INVALID_TOKEN' })
  expect(asked).toEqual(['token abc', 'token ', 'login c'])
})
