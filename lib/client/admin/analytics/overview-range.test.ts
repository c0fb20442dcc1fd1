import { expect, test } from 'vitest'
import { changeOf, toRange } from './overview-range'

test.each([
  ['5', 5],
  ['60', 60],
  ['7', 30],
  [null, 30],
  ['constructor', 30],
])('the address %j asks for %i minutes', (wanted, range) => {
  expect(toRange(wanted)).toBe(range)
})

test.each([
  [12, 10, { direction: 'up', amount: 20, unit: 'percent' }],
  [5, 10, { direction: 'down', amount: 50, unit: 'percent' }],
  [3, 3, { direction: 'same', amount: 0, unit: 'percent' }],
  [3, 0, { direction: 'up', amount: null, unit: 'percent' }],
  [null, 3, undefined],
  [3, undefined, undefined],
  [3, null, undefined],
])('%j after %j', (now, before, change) => {
  expect(changeOf(now, before)).toEqual(change)
})

test('shares are compared in points', () => {
  expect(changeOf(99.5, 90, 'points')).toEqual({ direction: 'up', amount: 9.5, unit: 'points' })
})
