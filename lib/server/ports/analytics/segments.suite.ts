import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_SEGMENTS, type Segment } from '@/lib/domain/segments'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { Segments } from './segments'

interface Ports {
  readonly accounts: Accounts
  readonly segments: Segments
}

/** Holds for every adapter of `Segments`. */
export function segmentsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  async function register(): Promise<string> {
    const user = newUser()
    await ports.accounts.create(user)
    return user.id
  }
  const segment = (name: string, only: Segment['only'] = { country: 'DE' }): Segment => ({
    id: randomUUID(),
    name,
    only,
    savedAt: NOW,
  })
  const names = async (user: string) => (await ports.segments.of(user)).map(({ name }) => name)

  describe('Segments', () => {
    test('are kept for one person, by name', async () => {
      const [ann, bob] = [await register(), await register()]
      const [home, away] = [segment('home', { country: 'DE', gender: 'female' }), segment('away')]
      expect(await ports.segments.save(ann, home)).toEqual(home)
      expect(await ports.segments.save(ann, away)).toEqual(away)
      expect(await ports.segments.of(ann)).toEqual([away, home])
      expect(await ports.segments.of(bob)).toEqual([])
    })

    test('of one name replace each other, and keep the first id', async () => {
      const ann = await register()
      const first = segment('home')
      await ports.segments.save(ann, first)
      const second = { ...segment('home', { platform: 'pwa' }), savedAt: NOW + 1 }
      expect(await ports.segments.save(ann, second)).toEqual({ ...second, id: first.id })
      expect(await ports.segments.of(ann)).toEqual([{ ...second, id: first.id }])
    })

    test('are so many at most, however many are saved at once, and one of them can still be replaced', async () => {
      const ann = await register()
      const all = Array.from({ length: MAX_SEGMENTS + 4 }, (_, index) => segment(`segment ${index}`))
      const saved = await Promise.all(all.map((one) => ports.segments.save(ann, one)))
      expect(saved.filter((outcome) => outcome === 'full')).toHaveLength(4)
      const [kept = ''] = await names(ann)
      expect(await ports.segments.save(ann, segment(kept, { country: 'FR' }))).toMatchObject({ name: kept })
      expect(await names(ann)).toHaveLength(MAX_SEGMENTS)
    })

    test('are removed by the person who has them alone', async () => {
      const [ann, bob] = [await register(), await register()]
      const home = segment('home')
      await ports.segments.save(ann, home)
      expect(await ports.segments.remove(bob, home.id)).toBe(false)
      expect(await ports.segments.remove(ann, home.id)).toBe(true)
      expect(await ports.segments.remove(ann, home.id)).toBe(false)
      expect(await names(ann)).toEqual([])
    })

    test('are not kept for an account that is not there', async () => {
      expect(await ports.segments.save(randomUUID(), segment('home'))).toBe('absent')
    })
  })
}
