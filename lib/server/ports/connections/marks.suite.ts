import { describe, expect, test } from 'vitest'
import type { Marks } from './marks'

const LIFE_MS = 1_000

/** Holds for every adapter of `Marks`. `open` gives one that remembers nothing yet, each mark for a second. */
export function marksSuite(open: (lifeMs: number) => Promise<Marks>): void {
  describe('Marks', () => {
    test('what was set is there, and nothing else', async () => {
      const marks = await open(LIFE_MS)
      await marks.set('ann here', 0)
      expect(await marks.has('ann here', LIFE_MS - 1)).toBe(true)
      expect(await marks.has('ann there', 0)).toBe(false)
    })

    test('asking sets nothing', async () => {
      const marks = await open(LIFE_MS)
      for (let count = 0; count < 3; count += 1) expect(await marks.has('ann here', 0)).toBe(false)
    })
  })
}
