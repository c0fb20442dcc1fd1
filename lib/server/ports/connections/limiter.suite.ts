import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Limiter } from './limiter'

const T0 = 1_000_000
const attempts = fc.array(
  fc.record({ key: fc.constantFrom('ann', 'bob'), after: fc.constantFrom(0, 1, 7, 50, 99, 100, 101, 250) }),
  { maxLength: 60 },
)

/** Holds for every adapter of `Limiter`. `open` gives one that has counted nothing each time. */
export function limiterSuite(open: () => Promise<Limiter>, histories: number): void {
  describe('Limiter', () => {
    test('allows exactly what a list of all attempts would, and answers when the next one is', async () => {
      await fc.assert(
        fc.asyncProperty(attempts, fc.integer({ min: 1, max: 5 }), async (history, max) => {
          const limiter = await open()
          const limit = { max, windowMs: 100 }
          const allowed: { key: string; at: number }[] = []
          let now = T0
          for (const { key, after } of history) {
            now += after
            const within = allowed.filter((one) => one.key === key && now - one.at < limit.windowMs)
            const verdict = await limiter.consume(key, limit, now)
            const oldest = within[0]?.at ?? 0
            expect(verdict).toEqual(
              within.length < max
                ? { allowed: true, remaining: max - within.length - 1 }
                : { allowed: false, retryAfterMs: oldest + limit.windowMs - now },
            )
            if (verdict.allowed) allowed.push({ key, at: now })
          }
        }),
        { numRuns: histories },
      )
    })

    test('the time to wait is exact: one earlier is refused, then it is allowed', async () => {
      const limiter = await open()
      const limit = { max: 2, windowMs: 1_000 }
      for (const at of [0, 300]) await limiter.consume('ann', limit, T0 + at)
      const refused = await limiter.consume('ann', limit, T0 + 400)
      expect(refused).toEqual({ allowed: false, retryAfterMs: 600 })
      expect((await limiter.consume('ann', limit, T0 + 999)).allowed).toBe(false)
      expect((await limiter.consume('ann', limit, T0 + 1_000)).allowed).toBe(true)
      expect(await limiter.consume('ann', limit, T0 + 1_000)).toEqual({ allowed: false, retryAfterMs: 300 })
    })

    test('attempts that were refused do not count', async () => {
      const limiter = await open()
      for (let at = 0; at < 1_000; at += 10)
        await limiter.consume('ann', { max: 1, windowMs: 1_000 }, T0 + at)
      expect((await limiter.consume('ann', { max: 1, windowMs: 1_000 }, T0 + 1_000)).allowed).toBe(true)
    })

    test.each([1, 60_000, 3_600_000])(
      'a clock set back by %d ms keeps no one out for longer than the window',
      async (back) => {
        const limiter = await open()
        const limit = { max: 2, windowMs: 1_000 }
        const later = T0 + 10_000_000
        for (const at of [0, 10]) await limiter.consume('ann', limit, later + at)
        const refused = await limiter.consume('ann', limit, later - back)
        expect(refused.allowed ? 0 : refused.retryAfterMs).toBeLessThanOrEqual(limit.windowMs)
        expect((await limiter.consume('ann', limit, later - back + limit.windowMs)).allowed).toBe(true)
        expect((await limiter.consume('ann', limit, later - back + limit.windowMs + 1)).allowed).toBe(true)
        const full = await limiter.consume('ann', limit, later - back + limit.windowMs + 2)
        expect(full).toEqual({ allowed: false, retryAfterMs: 998 })
      },
    )

    test('many at once get no more than the limit', async () => {
      const limiter = await open()
      const consume = () => limiter.consume('ann', { max: 10, windowMs: 1_000 }, T0)
      const verdicts = await Promise.all(Array.from({ length: 50 }, consume))
      expect(verdicts.filter(({ allowed }) => allowed)).toHaveLength(10)
    })
  })
}
