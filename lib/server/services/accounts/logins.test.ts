import { describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { LOGIN_LIFE_MS, REFRESH_GRACE_MS } from '@/lib/domain/logins'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { openCore } from '../core.fixture'
import { createLogins } from './logins'

const CALLER = { device: 'Firefox on Linux', address: '192.0.2.1' }

async function loggedIn() {
  const core = openCore()
  const registration = {
    age: 18,
    deviceFingerprint: 'abcdefghijklmnop',
    termsAccepted: true,
    privacyAccepted: true,
  }
  const credentials = await core.services.identity.register(DEFAULT_TENANT, registration, CALLER)
  return { ...core, credentials, logins: core.services.logins }
}
const refused = { reason: 'INVALID_TOKEN' }

describe('refreshing', () => {
  test('each refresh token is good for one exchange, and its successor for the next', async () => {
    const { ports, credentials } = await loggedIn()
    const clock = createFakeClock() // of its own: nothing else has to happen in these months
    const logins = createLogins({
      ...ports,
      knownLocations: { remember: async () => undefined },
      clock,
      requiresFactor: false,
      hasAgeProvider: false,
      guestsMayContact: false,
    })
    let { refreshToken } = credentials
    for (let day = 0; day < 60; day += 20) {
      await clock.advance(20 * 86_400_000)
      const next = await logins.refresh(refreshToken)
      expect(next.loginId).toBe(credentials.loginId)
      expect(next.refreshToken).not.toBe(refreshToken)
      expect((await logins.byAccessToken(next.token)).userId).toBe(credentials.user.id)
      refreshToken = next.refreshToken
    }
    await clock.advance(LOGIN_LIFE_MS)
    await expect(logins.refresh(refreshToken)).rejects.toMatchObject(refused)
  })

  test('a lost answer is given again for 30 s, with the same successor', async () => {
    const { logins, credentials, clock, published } = await loggedIn()
    const first = await logins.refresh(credentials.refreshToken)
    await clock.advance(REFRESH_GRACE_MS)
    const again = await logins.refresh(credentials.refreshToken)
    expect(again.refreshToken).toBe(first.refreshToken)
    expect((await logins.refresh(again.refreshToken)).refreshToken).not.toBe(first.refreshToken)
    expect(published('login.ended')).toEqual([])
  })

  test('exchanges at the same time all get the same successor', async () => {
    const { logins, credentials, published } = await loggedIn()
    const all = await Promise.all(Array.from({ length: 8 }, () => logins.refresh(credentials.refreshToken)))
    expect(new Set(all.map(({ refreshToken }) => refreshToken)).size).toBe(1)
    expect(published('login.ended')).toEqual([])
  })

  test.each([
    { when: 'after 30 s', ms: REFRESH_GRACE_MS + 1, useSuccessor: false },
    { when: 'once its successor was used', ms: 0, useSuccessor: true },
  ])('a spent token $when ends the login, with a note for the audit', async ({ ms, useSuccessor }) => {
    const { logins, credentials, clock, published, ports } = await loggedIn()
    const next = await logins.refresh(credentials.refreshToken)
    const latest = useSuccessor ? await logins.refresh(next.refreshToken) : next
    await clock.advance(ms)
    await expect(logins.refresh(credentials.refreshToken)).rejects.toMatchObject(refused)
    const { loginId, user } = credentials
    expect(published('login.ended')).toMatchObject([
      { login: loginId, user: user.id, audience: [`login:${loginId}`] },
    ])
    expect(ports.audit.all).toMatchObject([{ action: 'login.reuse-detected', targetId: loginId }])
    await expect(logins.refresh(latest.refreshToken)).rejects.toMatchObject(refused)
    await expect(logins.byAccessToken(latest.token)).rejects.toMatchObject(refused)
    expect(published('login.ended')).toHaveLength(1)
  })

  test('a foreign or altered token is refused and ends no login', async () => {
    const { logins, credentials, published } = await loggedIn()
    const [login, generation, code = ''] = credentials.refreshToken.split('.')
    const altered = [
      '',
      'hello',
      `${login}.1.${code}`,
      `${login}.${generation}.${code.slice(1)}A`,
      credentials.token,
    ]
    for (const token of altered) await expect(logins.refresh(token)).rejects.toMatchObject(refused)
    expect(published('login.ended')).toEqual([])
    expect(logins.loginNamedBy(credentials.refreshToken)).toBe(credentials.loginId)
    expect(logins.loginNamedBy('hello')).toBeUndefined()
  })
})

describe('access', () => {
  test('an access token is good for 15 minutes, and is then refused as expired', async () => {
    const { logins, credentials, clock } = await loggedIn()
    await clock.advance(899_000)
    expect(await logins.byAccessToken(credentials.token)).toMatchObject({
      loginId: credentials.loginId,
      role: 'user',
    })
    await clock.advance(1_000)
    await expect(logins.byAccessToken(credentials.token)).rejects.toMatchObject({
      ...refused,
      details: { expired: true },
    })
  })

  test('role, tier and bans are read from the account at each check', async () => {
    const { logins, credentials, ports, clock } = await loggedIn()
    const account = ports.accounts.all.get(credentials.user.id)
    if (!account) throw new Error('no account')
    ports.accounts.all.set(account.id, { ...account, role: 'moderator', tier: 2 })
    expect(await logins.byAccessToken(credentials.token)).toMatchObject({ role: 'moderator', tier: 2 })
    ports.accounts.all.set(account.id, { ...account, bannedUntil: clock.now() + 1_000 })
    await expect(logins.byAccessToken(credentials.token)).rejects.toMatchObject(refused)
    await expect(logins.refresh(credentials.refreshToken)).rejects.toMatchObject({ reason: 'ACCOUNT_BANNED' })
    await clock.advance(1_000)
    expect(await logins.byAccessToken(credentials.token)).toBeDefined()
  })

  test.each(['end', 'endAll', 'endWebLogin'] as const)(
    '%s refuses every token at once and is published once',
    async (how) => {
      const { logins, credentials, published } = await loggedIn()
      const { loginId, user, token, refreshToken } = credentials
      for (let time = 0; time < 2; time += 1) {
        if (how === 'end') await logins.end(loginId, user.id)
        if (how === 'endAll') expect(await logins.endAll(user.id)).toBe(time === 0 ? 1 : 0)
        if (how === 'endWebLogin') await logins.endWebLogin(loginId)
      }
      await expect(logins.byAccessToken(token)).rejects.toMatchObject(refused)
      await expect(logins.byLogin(loginId)).rejects.toMatchObject(refused)
      await expect(logins.refresh(refreshToken)).rejects.toMatchObject(refused)
      expect(published('login.ended')).toHaveLength(1)
    },
  )
})
