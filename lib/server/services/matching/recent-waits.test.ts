import { expect, test } from 'vitest'
import { waiting } from '@/lib/domain/waiting.fixture'
import { createRecentWaits } from './recent-waits'

const MINUTE = 60_000

test('the median is of people who asked for the same kind of chat, tier, and with or without interests', () => {
  const waits = createRecentWaits()
  const picky = { interests: new Set(['chess']) }
  for (const since of [9_000, 8_000, 7_000]) waits.add(waiting('ann', { since }), 10_000)
  waits.add(waiting('bob', { since: 5_000, minTier: 2 }), 10_000)
  waits.add(waiting('cat', { since: 4_000, ...picky }), 10_000)
  waits.add(waiting('dan', { since: 3_000, chatType: 'video' }), 10_000)
  const median = (changes: object) => waits.median(waiting('eve', changes), 10_000)
  expect([median({}), median({ minTier: 2 }), median(picky), median({ chatType: 'video' })]).toEqual([
    2_000, 5_000, 6_000, 7_000,
  ])
  expect([median({ chatType: 'audio' }), median({ minTier: 1 }), median({ tenantId: 'other' })]).toEqual([
    0, 0, 0,
  ])
})

test('waits of an hour, and waits an hour ago, do not count', () => {
  const waits = createRecentWaits()
  waits.add(waiting('ann', { since: 0 }), 58 * MINUTE)
  expect(waits.median(waiting('bob'), 58 * MINUTE)).toBe(0)
  waits.add(waiting('bob', { since: 58 * MINUTE }), 58 * MINUTE + 4_000)
  expect(waits.median(waiting('cat'), 59 * MINUTE)).toBe(4_000)
  expect(waits.median(waiting('cat'), 69 * MINUTE)).toBe(0)
})

test('only the last 64 count', () => {
  const waits = createRecentWaits()
  for (let count = 0; count < 100; count += 1) waits.add(waiting('ann', { since: 0 }), count)
  expect(waits.median(waiting('bob'), 100)).toBe(68)
})
