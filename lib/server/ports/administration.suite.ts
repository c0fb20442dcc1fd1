import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FOREVER } from '@/lib/domain/accounts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts, NewUser } from './accounts'
import { OPENING_MS, type SuiteDatabase } from './accounts.suite'
import type { People } from './administration'
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
}
