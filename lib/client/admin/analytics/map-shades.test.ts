import { expect, test } from 'vitest'

import { shadeBounds, shadeOf } from './map-shades'

test('steps of counts grow, steps of shares are even, and the highest value has the last one', () => {
  expect(shadeBounds([1, 40, 100_000], 'count')).toEqual([10, 100, 1_000, 10_000, 100_000])
  expect(shadeBounds([12.4, 50], 'share')).toEqual([10, 20, 30, 40, 50])
  expect(shadeOf(100_000, shadeBounds([1, 100_000], 'count'))).toBe(5)
})

test('few people make few steps', () => {
  expect(shadeBounds([1, 1], 'count')).toEqual([1])
  expect(shadeBounds([3], 'count')).toEqual([2, 3])
  expect(shadeBounds([], 'count')).toEqual([])
})

test.each([
  { value: 0, shade: 0 },
  { value: 10, shade: 1 },
  { value: 10.1, shade: 2 },
  { value: 60, shade: 5 },
])('$value has shade $shade', ({ value, shade }) => {
  expect(shadeOf(value, [10, 20, 30, 40, 50])).toBe(shade)
})
