import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QUICK_LEAVES_WINDOW_MS } from '@/lib/domain/quick-leaves'
import { createMemoryQuickLeaves } from '@/lib/server/adapters/memory/waiting-room/quick-leaves'
import type { CountedBy, QuickLeaveCounts } from './quick-leaves'

const T0 = 1_000_000
const FROM = 3

const known = (user: string, devices = [`${user}'s`]): CountedBy => ({ user, devices, address: null })
const young = (user: string, devices = [`${user}'s`]): CountedBy => ({ user, devices, address: 'school' })

/** Holds for every adapter of `QuickLeaveCounts`. `open` gives one that has counted nothing each time. */
export function quickLeavesSuite(open: () => Promise<QuickLeaveCounts>, histories: number): void {
  /** Joins and leaves at once, so often. */
  async function skip(counts: QuickLeaveCounts, who: CountedBy, times: number, at: number): Promise<void> {
    for (let count = 0; count < times; count += 1) {
      await counts.hold(who, at + count)
      await counts.count(who.user, FROM, at + count)
    }
  }

  describe('QuickLeaveCounts', () => {
    test('joins do not wait at first, nor before the leave from which on they do', async () => {
      const counts = await open()
      expect(await counts.hold(known('ann'), T0)).toEqual({ heldUntil: null, isNew: false })
      await skip(counts, known('ann'), FROM - 1, T0)
      expect(await counts.hold(known('ann'), T0 + 9)).toEqual({ heldUntil: null, isNew: false })
    })

    test('the wait begins with the next join, doubles with each leave, and joining again does not shorten it', async () => {
      const counts = await open()
      await skip(counts, known('ann'), FROM, T0)
      for (const [at, heldUntil] of [
        [5_000, 6_000],
        [5_400, 6_000],
        [7_000, 6_000],
      ] as const) {
        expect((await counts.hold(known('ann'), T0 + at)).heldUntil).toBe(T0 + heldUntil)
      }
      await counts.count('ann', FROM, T0 + 8_000)
      expect((await counts.hold(known('ann'), T0 + 8_001)).heldUntil).toBe(T0 + 10_001)
      expect((await counts.hold(known('bob'), T0 + 8_001)).heldUntil).toBeNull()
    })

    test('another account on the same device waits too', async () => {
      const counts = await open()
      await skip(counts, known('ann', ['phone']), FROM, T0)
      expect((await counts.hold(known('ann again', ['phone']), T0 + 10)).heldUntil).toBe(T0 + 1_010)
    })

    test('new people of one address are counted together, and known ones there are not', async () => {
      const counts = await open()
      for (const user of ['a', 'b', 'c']) await skip(counts, young(user), 1, T0)
      expect(await counts.hold(young('d'), T0 + 10)).toEqual({ heldUntil: T0 + 1_010, isNew: true })
      expect(await counts.hold(known('e'), T0 + 10)).toEqual({ heldUntil: null, isNew: false })
      await counts.forget('f', T0 + 5)
      expect(await counts.hold(young('f'), T0 + 10)).toEqual({ heldUntil: null, isNew: false })
      expect((await counts.hold({ ...young('g'), address: 'elsewhere' }, T0 + 10)).heldUntil).toBeNull()
    })

    test('known people leave nothing behind at their address', async () => {
      const counts = await open()
      for (const user of ['a', 'b', 'c']) await skip(counts, known(user), 1, T0)
      expect((await counts.hold(young('d'), T0 + 10)).heldUntil).toBeNull()
    })

    test('one conversation forgets account and devices, two quiet minutes everything', async () => {
      const counts = await open()
      await skip(counts, young('ann'), FROM + 4, T0)
      await counts.hold(young('ann'), T0 + 10)
      await counts.forget('ann', T0 + 20)
      expect(await counts.hold(young('ann'), T0 + 21)).toEqual({ heldUntil: null, isNew: false })
      expect((await counts.hold(known('bob', ["ann's"]), T0 + 21)).heldUntil).toBeNull()
      await skip(counts, known('cat'), FROM, T0)
      expect((await counts.hold(known('cat'), T0 + 2 + QUICK_LEAVES_WINDOW_MS)).heldUntil).toBeNull()
    })

    test('a person whose join is not remembered is counted by account', async () => {
      const counts = await open()
      for (let count = 0; count < FROM; count += 1) await counts.count('ann', FROM, T0)
      expect((await counts.hold(known('ann', []), T0 + 1)).heldUntil).toBe(T0 + 1_001)
    })

    test('a clock set back by an hour makes no one wait longer', async () => {
      const counts = await open()
      const later = T0 + 10_000_000
      await skip(counts, known('ann'), FROM, later)
      await counts.hold(known('ann'), later + 5)
      const { heldUntil } = await counts.hold(known('ann'), later - 3_600_000)
      expect((heldUntil ?? 0) - (later - 3_600_000)).toBeLessThanOrEqual(30_000)
    })

    test('does in any history what memory does', async () => {
      const step = fc.record({
        who: fc.constantFrom(known('ann'), young('bob'), young('cat'), known('bob', ["ann's"])),
        what: fc.constantFrom('hold', 'hold', 'count', 'count', 'count', 'forget'),
        pass: fc.constantFrom(0, 1, 900, 5_000, QUICK_LEAVES_WINDOW_MS - 1),
      })
      const stories = fc.array(step, { maxLength: 25 })
      await fc.assert(
        fc.asyncProperty(stories, async (history) => {
          const [counts, memory] = [await open(), createMemoryQuickLeaves()]
          let now = T0
          for (const { who, what, pass } of history) {
            now += pass
            for (const one of [counts, memory]) {
              if (what === 'count') await one.count(who.user, FROM, now)
              if (what === 'forget') await one.forget(who.user, now)
            }
            expect(await counts.hold(who, now)).toEqual(await memory.hold(who, now))
          }
        }),
        { numRuns: histories },
      )
    })
  })
}
