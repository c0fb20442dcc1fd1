import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Uploads } from './uploads'

interface Ports {
  readonly accounts: Accounts
  readonly personalData: PersonalData
  readonly uploads: Uploads
}

/** Holds for every adapter of `Uploads`. */
export function uploadsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Uploads', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function person(): Promise<string> {
      const user = newUser()
      await ports.accounts.create(user)
      return user.id
    }
    const newUpload = (user: string, changes: object = {}) => ({
      id: randomUUID(),
      tenantId: DEFAULT_TENANT,
      user,
      conversation: 'c1',
      name: 'film.mp4',
      size: 10,
      createdAt: NOW,
      ...changes,
    })
    async function begun(user: string, changes: object = {}) {
      const upload = newUpload(user, changes)
      expect(await ports.uploads.begin(upload, 0, () => true)).toBe(true)
      return upload
    }

    test('one has begun with nothing of it there, and nothing of one that was not admitted', async () => {
      const ann = await person()
      const upload = await begun(ann)
      expect(await ports.uploads.find(upload.id)).toEqual({ ...upload, received: 0, parts: [], file: null })
      const other = newUpload(ann)
      const asked: unknown[] = []
      const admits = (...given: unknown[]) => {
        asked.push(given)
        return false
      }
      expect(await ports.uploads.begin(other, 0, admits)).toBe(false)
      expect(asked).toEqual([
        [
          { bytes: 0, unattached: 0 },
          { count: 1, bytes: 10 },
        ],
      ])
      expect(await ports.uploads.find(other.id)).toBeUndefined()
    })

    test('of parts at the same position one is added, and they stand in their order', async () => {
      const { id } = await begun(await person())
      const grown = await Promise.all(
        ['a', 'b', 'c'].map((name) => ports.uploads.grow(id, 0, { name, size: 4 })),
      )
      expect(grown.filter(Boolean)).toHaveLength(1)
      expect(await ports.uploads.grow(id, 3, { name: 'd', size: 1 })).toBe(false)
      expect(await ports.uploads.grow(id, 4, { name: 'e', size: 6 })).toBe(true)
      const found = await ports.uploads.find(id)
      expect(found).toMatchObject({ received: 10, parts: [expect.stringMatching(/[abc]/), 'e'] })
    })

    test('one that is complete has its file, no parts, and counts no more', async () => {
      const ann = await person()
      const { id } = await begun(ann)
      await ports.uploads.grow(id, 0, { name: 'a', size: 10 })
      await ports.uploads.complete(id, 'f1')
      expect(await ports.uploads.find(id)).toMatchObject({ file: 'f1', parts: [], received: 10 })
      const admits = (_: unknown, { count }: { count: number }) => count === 0
      expect(await ports.uploads.begin(newUpload(ann), 0, admits)).toBe(true)
      await ports.uploads.remove(id)
      expect(await ports.uploads.find(id)).toBeUndefined()
    })

    test('what is too old, and what is of an account that has gone, is found to be removed', async () => {
      const [ann, bob] = [await person(), await person()]
      const old = await begun(ann, { createdAt: NOW - 2_000 })
      const young = await begun(ann, { createdAt: NOW })
      const departed = await begun(bob, { name: 'of bob' })
      await ports.uploads.grow(departed.id, 0, { name: 'part', size: 4 })
      const ids = async () => (await ports.uploads.expired(NOW - 1_000)).map(({ id }) => id)
      expect(await ids()).toContain(old.id)
      for (const { id } of [young, departed]) expect(await ids()).not.toContain(id)
      await ports.personalData.erase({
        user: bob,
        tenant: DEFAULT_TENANT,
        pseudonym: randomUUID(),
        emailDigest: null,
        reportableUntil: NOW,
        now: NOW,
      })
      expect(await ids()).toContain(departed.id)
      expect(await ports.uploads.find(departed.id)).toMatchObject({ user: null, name: '', parts: ['part'] })
    })
  })
}
