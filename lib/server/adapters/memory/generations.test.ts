import { expect, test } from 'vitest'
import { createGenerations } from './generations'

test('what was set within its life is there, and what was not is gone after twice that', () => {
  const values = createGenerations<number>(100)
  values.set('ann', 1, 0)
  values.set('bob', 2, 99)
  expect([values.get('ann', 99), values.get('bob', 198)]).toEqual([1, 2])
  expect([values.get('ann', 298), values.get('bob', 298)]).toEqual([undefined, undefined])
  expect(values.size()).toBe(0)
})

test('what is set again is held once, with its last value', () => {
  const values = createGenerations<number>(100)
  values.set('ann', 1, 0)
  values.set('ann', 2, 100)
  values.set('ann', 3, 150)
  expect([values.get('ann', 199), values.size()]).toEqual([3, 1])
  expect(values.get('ann', 249)).toBe(3)
})

test('what is deleted does not come back', () => {
  const values = createGenerations<number>(100)
  values.set('ann', 1, 0)
  values.get('ann', 100)
  values.delete('ann')
  expect([values.get('ann', 101), values.size()]).toEqual([undefined, 0])
})

test('a clock that is set back neither loses nor keeps anything for ever', () => {
  const values = createGenerations<number>(100)
  values.set('ann', 1, 1_000_000)
  expect(values.get('ann', 10)).toBe(1)
  expect(values.get('ann', 250)).toBeUndefined()
})
