import { expect, test } from 'vitest'
import { limiterSuite } from '@/lib/server/ports/connections/limiter.suite'
import { createMemoryLimiter } from './limiter'

limiterSuite(async () => createMemoryLimiter(), 1_000)

const LIMIT = { max: 5, windowMs: 1_000 }

test('what has expired is forgotten while others go on', async () => {
  const limiter = createMemoryLimiter()
  for (let index = 0; index < 10_000; index += 1) await limiter.consume(`once ${index}`, LIMIT, 0)
  expect(limiter.size()).toBe(10_000)
  for (let index = 0; index < 6_000; index += 1)
    await limiter.consume(`later ${index % 10}`, LIMIT, 2_000 + index)
  expect(limiter.size()).toBeLessThanOrEqual(10)
})

test('years of coming and going leave no growth', async () => {
  const limiter = createMemoryLimiter()
  let most = 0
  for (let index = 0; index < 20_000; index += 1) {
    await limiter.consume(`visitor ${index}`, LIMIT, index * 10)
    most = Math.max(most, limiter.size())
  }
  expect(most).toBeLessThanOrEqual(2 * (LIMIT.windowMs / 10))
})
