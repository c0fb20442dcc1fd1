import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts, Logins, NewLogin, NewUser } from './accounts'
import { newUser, REGISTERED_AT as NOW } from './new-user.fixture'

/** What the suites of the lasting ports run against. `otherTenant` exists beside the default one. */
export interface SuiteDatabase<Ports> {
  readonly ports: Ports
  readonly otherTenant: string
  close(): Promise<void>
}

const DAY = 86_400_000
/** How long a database may need to open or to close on a busy machine, ms. */
export const OPENING_MS = 60_000

function newLogin(userId: string, changes: Partial<NewLogin> = {}): NewLogin {
  return {
    id: randomUUID(),
    userId,
    device: 'Firefox on Linux',
    place: null,
    deviceHash: null,
    createdAt: NOW,
    expiresAt: NOW + 30 * DAY,
    ...changes,
  }
}

/** Holds for every adapter of `Accounts` and `Logins`. */
export function accountsSuite(
  open: () => Promise<SuiteDatabase<{ accounts: Accounts; logins: Logins }>>,
): void {
  let accounts: Accounts
  let logins: Logins
  let otherTenant: string
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    accounts = database.ports.accounts
    logins = database.ports.logins
    otherTenant = database.otherTenant
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  const register = async (changes: Partial<NewUser> = {}) => {
    const user = newUser(changes)
    expect(await accounts.create(user)).toBe('created')
    return user
  }
  const logIn = async (changes: Partial<NewLogin> = {}) => {
    const login = newLogin((await register()).id, changes)
    await logins.create(login)
    return login
  }

  describe('Accounts', () => {
    test('an account is read back as it was stored', async () => {
      const attribution = { source: 'friend', medium: 'mouth', campaign: 'spring' }
      const { id, email } = await register({
        tier: 2,
        role: 'agent',
        email: `${randomUUID()}@example.org`,
        displayName: 'Añn',
        attribution,
      })
      expect(await accounts.byId(id)).toEqual({
        id,
        email,
        tenantId: DEFAULT_TENANT,
        tier: 2,
        role: 'agent',
        coins: 0,
        displayName: 'Añn',
        emailVerified: false,
        phoneVerified: false,
        hasSecondFactor: false,
        isAgeAssured: false,
        hides: [],
        isActive: true,
        bannedUntil: null,
        createdAt: NOW,
      })
    })

    test('an unknown id finds no account', async () => {
      expect(await accounts.byId(randomUUID())).toBeUndefined()
    })

    test('a device leads to its account', async () => {
      const { id, deviceHash } = await register()
      const found = await accounts.byDevice(DEFAULT_TENANT, deviceHash ?? '', NOW + DAY)
      expect(found).toMatchObject({ user: { id }, deviceBannedUntil: null })
      expect(await accounts.byDevice(DEFAULT_TENANT, randomUUID(), NOW)).toBeUndefined()
    })

    test('a known device gets no second account, and nothing of the attempt stays', async () => {
      const { deviceHash } = await register()
      const second = newUser({ deviceHash })
      expect(await accounts.create(second)).toBe('device-taken')
      expect(await accounts.byId(second.id)).toBeUndefined()
    })

    test('a known e-mail address gets no second account, and nothing of the attempt stays', async () => {
      const { email } = await register({ email: `${randomUUID()}@example.org` })
      const second = newUser({ email })
      expect(await accounts.create(second)).toBe('email-taken')
      expect(await accounts.byDevice(DEFAULT_TENANT, second.deviceHash ?? '', NOW)).toBeUndefined()
    })

    test('of twelve registrations of one device at once exactly one is made', async () => {
      const deviceHash = randomUUID()
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => accounts.create(newUser({ deviceHash }))),
      )
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'device-taken')).toHaveLength(11)
    })

    test('of twelve registrations of one e-mail address at once exactly one is made', async () => {
      const email = `${randomUUID()}@example.org`
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => accounts.create(newUser({ email }))),
      )
      expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'email-taken')).toHaveLength(11)
    })

    test('accounts without a device and without an e-mail address do not collide', async () => {
      await register({ deviceHash: null })
      await register({ deviceHash: null })
    })

    test('an e-mail address leads to its account and password', async () => {
      const { id, email } = await register({ email: `${randomUUID()}@example.org`, passwordHash: 'scrypt$1' })
      expect(await accounts.byEmail(DEFAULT_TENANT, email ?? '')).toMatchObject({
        user: { id },
        passwordHash: 'scrypt$1',
      })
      expect(await accounts.byEmail(DEFAULT_TENANT, 'unknown@example.org')).toBeUndefined()
    })

    test('another tenant knows neither the device nor the e-mail address, and may have both', async () => {
      const here = await register({ email: `${randomUUID()}@example.org` })
      const { deviceHash, email } = here
      expect(await accounts.byDevice(otherTenant, deviceHash ?? '', NOW)).toBeUndefined()
      expect(await accounts.byEmail(otherTenant, email ?? '')).toBeUndefined()
      const there = await register({ tenantId: otherTenant, deviceHash, email })
      expect(await accounts.byDevice(otherTenant, deviceHash ?? '', NOW)).toMatchObject({
        user: { id: there.id },
      })
      expect(await accounts.byEmail(DEFAULT_TENANT, email ?? '')).toMatchObject({ user: { id: here.id } })
    })

    test('a tenant has an administrator from the first one on', async () => {
      await register({ tenantId: otherTenant, role: 'moderator' })
      expect(await accounts.hasAdministrator(otherTenant, NOW)).toBe(false)
      await register({ tenantId: otherTenant, role: 'admin' })
      expect(await accounts.hasAdministrator(otherTenant, NOW)).toBe(true)
    })

    test('the database answers', async () => {
      await expect(accounts.ping()).resolves.toBeUndefined()
    })
  })

  describe('Logins', () => {
    test('a login is read back as it was stored, at generation 0', async () => {
      const { id, userId, createdAt, expiresAt } = await logIn()
      const expected = {
        id,
        userId,
        factorAt: null,
        createdAt,
        expiresAt,
        generation: 0,
        rotatedAt: createdAt,
        revokedAt: null,
      }
      expect(await logins.find(id)).toEqual(expected)
      expect(await logins.find(randomUUID())).toBeUndefined()
    })

    test.each([
      { at: -1, live: true },
      { at: 0, live: false },
    ])('$at ms from its end a login is live: $live', async ({ at, live }) => {
      const { id, userId, expiresAt } = await logIn()
      const found = await logins.live(id, expiresAt + at)
      if (live)
        expect(found).toMatchObject({
          login: { id, expiresAt },
          user: { id: userId, tenantId: DEFAULT_TENANT, createdAt: NOW },
        })
      else expect(found).toBeUndefined()
    })

    test('rotating moves on one generation and extends the life', async () => {
      const { id } = await logIn()
      expect(await logins.rotate(id, 0, { now: NOW + DAY, expiresAt: NOW + 31 * DAY })).toBe(true)
      expect(await logins.find(id)).toMatchObject({
        generation: 1,
        rotatedAt: NOW + DAY,
        expiresAt: NOW + 31 * DAY,
      })
    })

    test('of twelve rotations of one generation at once exactly one succeeds', async () => {
      const { id } = await logIn()
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, () => logins.rotate(id, 0, { now: NOW, expiresAt: NOW + DAY })),
      )
      expect(outcomes.filter(Boolean)).toHaveLength(1)
      expect(await logins.find(id)).toMatchObject({ generation: 1 })
    })

    test('a revoked login neither lives nor rotates, and is revoked once', async () => {
      const { id } = await logIn()
      expect(await logins.revoke(id, NOW + 1)).toBe(true)
      expect(await logins.revoke(id, NOW + 2)).toBe(false)
      expect(await logins.live(id, NOW + 3)).toBeUndefined()
      expect(await logins.rotate(id, 0, { now: NOW + 3, expiresAt: NOW + DAY })).toBe(false)
      expect(await logins.find(id)).toMatchObject({ revokedAt: NOW + 1 })
    })

    test('revoking an expired login answers that it was not live', async () => {
      const { id, expiresAt } = await logIn()
      expect(await logins.revoke(id, expiresAt)).toBe(false)
    })

    test("logging out everywhere ends the person's live logins and no others", async () => {
      const first = await logIn()
      const [second, expired, stranger] = [
        newLogin(first.userId),
        newLogin(first.userId, { expiresAt: NOW }),
        await logIn(),
      ]
      await logins.create(second)
      await logins.create(expired)
      expect([...(await logins.revokeAll(first.userId, NOW + 1))].sort()).toEqual(
        [first.id, second.id].sort(),
      )
      expect(await logins.revokeAll(first.userId, NOW + 2)).toEqual([])
      expect(await logins.live(stranger.id, NOW + 2)).toBeDefined()
    })

    test('logins that have shown no second factor end without those that have', async () => {
      const first = await logIn()
      const shown = newLogin(first.userId, { factorAt: NOW })
      await logins.create(shown)
      expect((await logins.live(shown.id, NOW + 1))?.login.factorAt).toBe(NOW)
      expect(await logins.revokeWithoutFactor(first.userId, NOW + 1)).toEqual([first.id])
      expect(await logins.revokeWithoutFactor(first.userId, NOW + 2)).toEqual([])
      expect(await logins.live(shown.id, NOW + 2)).toBeDefined()
    })

    test('a login keeps where it was last renewed, as far as that is known', async () => {
      const { id, userId } = await logIn({ place: 'Bavaria, Germany' })
      const locationAfter = async (generation: number, place: string | undefined) => {
        await logins.rotate(id, generation, { now: NOW + 1, expiresAt: NOW + DAY, place })
        return (await logins.ofUser(userId, NOW + 2))[0]?.place
      }
      expect(await locationAfter(0, undefined)).toBe('Bavaria, Germany')
      expect(await locationAfter(1, 'Kerala, India')).toBe('Kerala, India')
    })

    test('a login may last forever', async () => {
      const { id } = await logIn({ expiresAt: FOREVER })
      expect((await logins.find(id))?.expiresAt).toBe(FOREVER)
    })
  })
}
