import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts, NewUser } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import type { People, PeopleQuery } from './administration'
import type { AuditEntry } from './moderation'
import { newUser } from './new-user.fixture'

const NOW = Date.UTC(2026, 4, 5, 6, 7, 8, 901)

interface Ports {
  readonly accounts: Accounts
  readonly people: People
}

/** Holds for every adapter of `People`. */
export function administrationSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let database: SuiteDatabase<Ports>
  let ports: Ports
  beforeAll(async () => {
    database = await open()
    ports = database.ports
  }, OPENING_MS)
  afterAll(() => database?.close(), OPENING_MS)

  const person = async (changes: Partial<NewUser> = {}) => {
    const user = newUser(changes)
    await ports.accounts.create(user)
    return user
  }
  const entry = (targetId: string, changes: Partial<AuditEntry> = {}): AuditEntry => ({
    tenantId: DEFAULT_TENANT,
    actorId: 'somebody',
    action: 'account.banned',
    targetId,
    details: {},
    at: NOW,
    ...changes,
  })

  describe('bans', () => {
    test.each([NOW + 1_000, FOREVER])('a ban until %d is on the account and its device', async (until) => {
      const deviceHash = randomUUID()
      const { id } = await person({ deviceHash })
      expect(await ports.people.ban(DEFAULT_TENANT, id, until, entry(id))).toBe(true)
      expect(await ports.accounts.byId(id)).toMatchObject({ bannedUntil: until })
      expect(await ports.accounts.byDevice(DEFAULT_TENANT, deviceHash, NOW)).toMatchObject({
        deviceBannedUntil: until,
      })
    })

    test('nobody of another tenant is banned', async () => {
      const { id } = await person({ tenantId: database.otherTenant })
      expect(await ports.people.ban(DEFAULT_TENANT, id, FOREVER, entry(id))).toBe(false)
      expect(await ports.people.ban(DEFAULT_TENANT, randomUUID(), FOREVER, entry(id))).toBe(false)
      expect(await ports.accounts.byId(id)).toMatchObject({ bannedUntil: null })
    })
  })
  describe('roles', () => {
    const tenant = () => database.otherTenant
    const change = (id: string, role: 'user' | 'admin') => {
      const about = { tenantId: tenant(), action: 'account.role-changed', details: { role } }
      return ports.people.setRole(tenant(), id, role, entry(id, about))
    }

    test('of many administrators who lose their role at once, one stays', async () => {
      const all = await Promise.all(
        Array.from({ length: 6 }, () => person({ tenantId: tenant(), role: 'admin' })),
      )
      const outcomes = await Promise.all(all.map(({ id }) => change(id, 'user')))
      expect(outcomes.filter((outcome) => outcome === 'last-administrator')).toHaveLength(1)
      expect(await ports.accounts.hasAdministrator(tenant())).toBe(true)
    })

    test('an entry says which role it was before, and nobody of another tenant gets one', async () => {
      const { id } = await person({ tenantId: tenant() })
      expect(await ports.people.setRole(DEFAULT_TENANT, id, 'admin', entry(id))).toBe('unknown')
      expect(await change(id, 'admin')).toBe('changed')
      expect(await ports.people.find(DEFAULT_TENANT, id)).toBeUndefined()
      expect(await ports.people.find(tenant(), id)).toMatchObject({
        user: { role: 'admin' },
        audit: [{ details: { role: 'admin', from: 'user' }, at: NOW }],
      })
    })
  })

  describe('accounts', () => {
    const found = async (query: Partial<PeopleQuery>) =>
      (await ports.people.page(DEFAULT_TENANT, { limit: 100, now: NOW, ...query })).map(({ id }) => id)

    test('signs of patterns stand for themselves in a search', async () => {
      const mark = randomUUID()
      const { id } = await person({ displayName: `%_${mark}` })
      expect(await found({ search: `%_${mark.slice(0, 8)}` })).toEqual([id])
      expect(await found({ search: `__${mark}` })).toEqual([])
      expect(await found({ search: String.raw`\%_${mark}` })).toEqual([])
    })

    test('a ban counts until its end', async () => {
      const mark = randomUUID()
      const { id } = await person({ displayName: mark })
      await ports.people.ban(DEFAULT_TENANT, id, NOW + 1, entry(id))
      expect(await found({ search: mark, banned: true })).toEqual([id])
      expect(await found({ search: mark, banned: true, now: NOW + 1 })).toEqual([])
      expect(await found({ search: mark, banned: false, now: NOW + 1 })).toEqual([id])
    })

    test('they are counted in all and since a time', async () => {
      const createdAt = Date.UTC(2100, 0, 1)
      const before = await ports.people.count(DEFAULT_TENANT, createdAt)
      await person({ createdAt })
      await person({ createdAt: createdAt - 1 })
      const { total, since } = await ports.people.count(DEFAULT_TENANT, createdAt)
      expect([total - before.total, since - before.since]).toEqual([2, 1])
    })
  })
}
