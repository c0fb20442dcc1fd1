import { expect, test } from 'vitest'
import { sizeOf } from './payload-size'

const LONG = 'x'.repeat(100_000)

test.each([
  ['a text', LONG],
  ['a text in an object', { message: LONG }],
  ['a text in lists', [[[LONG]]]],
  ['a name', { [LONG]: 1 }],
  ['bytes', { file: Buffer.alloc(100_000) }],
  ['many texts', Array.from({ length: 1_000 }, () => 'x'.repeat(100))],
])('%s counts by its length', (_, payload) => {
  expect(sizeOf(payload) / 100_000).toBeGreaterThanOrEqual(1)
  expect(sizeOf(payload) / 100_000).toBeLessThan(1.2)
})

test.each([undefined, null, 0, true, '', {}, []])('an empty payload counts little: %j', (payload) => {
  expect(sizeOf(payload)).toBeLessThan(100)
})

test('many small values count, and depth does no harm', () => {
  expect(sizeOf(Array.from({ length: 10_000 }, () => 0))).toBeGreaterThan(100_000)
  let deep: unknown = 'x'
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  expect(sizeOf(deep)).toBeGreaterThan(100_000)
})
