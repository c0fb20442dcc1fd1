import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviationOf, EARLIER_AT_LEAST } from './usual'

const earlier = [98, 100, 101, 103, 99, 100, 102]

test.each([
  { value: 100, direction: null },
  { value: 131, direction: 'more' },
  { value: 129, direction: null },
  { value: 60, direction: 'less' },
])('$value is $direction where about 100 is usual', ({ value, direction }) => {
  expect(deviationOf(value, earlier)).toMatchObject({ usual: 100, direction })
})

test('one strange day in the past does not change what is usual', () => {
  expect(deviationOf(300, [...earlier, 5_000])).toMatchObject({ direction: 'more' })
})

test('of too few earlier ones nothing is said', () => {
  expect(deviationOf(5, earlier.slice(0, EARLIER_AT_LEAST - 1))).toBeUndefined()
})

test('small numbers that never move make two more of them nothing unusual', () => {
  expect(deviationOf(2, [0, 0, 0, 0, 0, 0])).toMatchObject({ direction: null })
})

test('what was usual is never unusual, and low is never above high', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: EARLIER_AT_LEAST, maxLength: 40 }), (numbers) => {
      const first = deviationOf(0, numbers)
      const { usual = 0, low = 0, high = 0 } = first ?? {}
      expect(low).toBeLessThanOrEqual(high)
      expect(deviationOf(usual, numbers)?.direction).toBeNull()
    }),
  )
})
