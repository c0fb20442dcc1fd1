import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { TenantKey, Tenants } from './tenants'

const newKey = (changes: Partial<TenantKey> = {}): TenantKey => ({
  id: randomUUID(),
  hash: randomUUID(),
  hint: 'abcd',
  createdAt: NOW,
  ...changes,
})

/** Holds for every adapter of `Tenants`. */
export function tenantsSuite(open: () => Promise<SuiteDatabase<{ readonly tenants: Tenants }>>): void {
  let tenants: Tenants
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    tenants = database.ports.tenants
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  async function tenant(): Promise<{ id: string; key: TenantKey }> {
    const [id, key] = [randomUUID(), newKey()]
    expect(await tenants.create({ id, name: 'A school', createdAt: NOW }, key, 1_000)).toBe(true)
    return { id, key }
  }

  describe('Tenants', () => {
    test('a tenant is listed with its keys, which lead to it', async () => {
      const { id, key } = await tenant()
      const later = newKey({ createdAt: NOW + 1, hint: 'wxyz' })
      expect(await tenants.addKey(id, later, 10)).toBe('added')
      const listed = (await tenants.list()).find((one) => one.id === id)
      const shown = ({ hash: _, ...rest }: TenantKey) => ({ ...rest, revokedAt: null })
      expect(listed).toEqual({ id, name: 'A school', createdAt: NOW, keys: [shown(later), shown(key)] })
      for (const { hash } of [key, later]) expect(await tenants.byKey(hash)).toBe(id)
      expect(await tenants.byKey('none')).toBeUndefined()
      expect(await tenants.exists(id)).toBe(true)
      expect(await tenants.exists('none')).toBe(false)
    })

    test('a revoked key leads nowhere, and another tenant cannot revoke it', async () => {
      const [{ id, key }, other] = [await tenant(), await tenant()]
      expect(await tenants.revokeKey(other.id, key.id, NOW)).toBe(false)
      expect(await tenants.byKey(key.hash)).toBe(id)
      expect(await tenants.revokeKey(id, key.id, NOW + 5)).toBe(true)
      expect(await tenants.revokeKey(id, key.id, NOW + 6)).toBe(false)
      expect(await tenants.byKey(key.hash)).toBeUndefined()
      const listed = (await tenants.list()).find((one) => one.id === id)
      expect(listed?.keys).toMatchObject([{ id: key.id, revokedAt: NOW + 5 }])
    })

    test('there are so many keys and tenants, and no more, also when they come at once', async () => {
      const { id, key } = await tenant()
      const tries = await Promise.all(Array.from({ length: 5 }, () => tenants.addKey(id, newKey(), 3)))
      expect(tries.filter((outcome) => outcome === 'added')).toHaveLength(2)
      expect(await tenants.revokeKey(id, key.id, NOW)).toBe(true)
      expect(await tenants.addKey(id, newKey(), 3)).toBe('added')
      expect(await tenants.addKey('none', newKey(), 3)).toBe('unknown')
      const count = (await tenants.list()).length
      const made = await Promise.all(
        Array.from({ length: 3 }, () =>
          tenants.create({ id: randomUUID(), name: 'more', createdAt: NOW }, newKey(), count + 1),
        ),
      )
      expect(made.filter(Boolean)).toHaveLength(1)
    })

    test('the first tenant is there from the start, without a key', async () => {
      expect((await tenants.list()).find(({ id }) => id === DEFAULT_TENANT)).toMatchObject({ keys: [] })
    })
  })
}
