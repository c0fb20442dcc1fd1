import { expect, test } from 'vitest'
import { median, medians, percentile, slope } from './statistics'

test.each([
  { values: [5], share: 0.99, expected: 5 },
  { values: [3, 1, 2], share: 0.5, expected: 2 },
  { values: [4, 3, 2, 1], share: 0.5, expected: 2 },
  { values: Array.from({ length: 100 }, (_, index) => index + 1), share: 0.99, expected: 99 },
  { values: Array.from({ length: 100 }, (_, index) => index + 1), share: 1, expected: 100 },
])('the $share percentile of $values.length values is $expected', ({ values, share, expected }) => {
  expect(percentile(values, share)).toBe(expected)
})

test('one wild round does not move the median', () => {
  expect(median([10, 11, 900])).toBe(11)
})

test('each field has a median of its own', () => {
  const rounds = [
    { cost: 3, delay: 30 },
    { cost: 1, delay: 10 },
    { cost: 2, delay: 90 },
  ]
  expect(medians(rounds)).toEqual({ cost: 2, delay: 30 })
})

test('a slope is the growth by unit, and an outlier bends it only a little', () => {
  const line = [0, 1, 2, 3].map((x) => ({ x, y: 7 + 2 * x }))
  expect(slope(line)).toBeCloseTo(2)
  expect(slope([...line, { x: 1.5, y: 100 }])).toBeCloseTo(2)
})

test('nothing has no median, and a single place no slope', () => {
  expect(() => median([])).toThrow(RangeError)
  expect(() => medians([])).toThrow(RangeError)
  expect(() =>
    slope([
      { x: 1, y: 1 },
      { x: 1, y: 2 },
    ]),
  ).toThrow(RangeError)
})
