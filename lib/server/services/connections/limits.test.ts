import { expect, test } from 'vitest'
import { createMemoryLimiter } from '@/lib/server/adapters/memory/limiter'
import { createBus } from '@/lib/server/adapters/system/bus'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createLimits } from './limits'

function open(factor = 1) {
  const clock = createFakeClock()
  const exceeded: string[] = []
  const bus = createBus((error) => {
    throw error
  })
  bus.on('limit.exceeded', ({ limit }) => void exceeded.push(limit))
  const [limiter, ownLimiter] = [createMemoryLimiter(), createMemoryLimiter()]
  const limits = createLimits({ limiter, ownLimiter, clock, bus, factor })
  return { clock, exceeded, limiter, ownLimiter, limits }
}

test('one too many is refused with the seconds to wait, rounded up, and allowed after them', async () => {
  const { limits, clock, exceeded } = open()
  for (let n = 0; n < 10; n += 1) await limits.consume('textMessages', 'ann')
  expect(exceeded).toEqual([])
  await clock.advance(1_500)
  await expect(limits.consume('textMessages', 'ann')).rejects.toMatchObject({
    reason: 'RATE_LIMIT_EXCEEDED',
    details: { retryAfter: 9 },
  })
  expect(exceeded).toEqual(['textMessages'])
  await clock.advance(8_500)
  await limits.consume('textMessages', 'ann')
})

test('people, endpoints and limits are counted apart', async () => {
  const { limits } = open()
  for (const [who, scope] of [
    ['ann', 'a'],
    ['ann', 'b'],
    ['bob', 'a'],
  ] as const)
    for (let n = 0; n < 5; n += 1) await limits.consume('credentials', who, scope)
  await limits.consume('refresh', 'ann', 'a')
  await expect(limits.consume('credentials', 'ann', 'a')).rejects.toMatchObject({
    reason: 'RATE_LIMIT_EXCEEDED',
  })
})

test.each([
  { factor: 2, allowed: 10 },
  { factor: 0.01, allowed: 1 },
])('a factor of $factor allows $allowed of 5', async ({ factor, allowed }) => {
  const { limits } = open(factor)
  for (let n = 0; n < allowed; n += 1) await limits.consume('credentials', 'ann')
  await expect(limits.consume('credentials', 'ann')).rejects.toMatchObject({ reason: 'RATE_LIMIT_EXCEEDED' })
})

test('what counts per connection is counted here, everything else for all processes', async () => {
  const { limits, limiter, ownLimiter } = open()
  await limits.consume('events', 'connection 1')
  expect([limiter.size(), ownLimiter.size()]).toEqual([0, 1])
  await limits.consume('textMessages', 'ann')
  expect([limiter.size(), ownLimiter.size()]).toEqual([1, 1])
})
