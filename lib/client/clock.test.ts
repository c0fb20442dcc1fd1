import { expect, test } from 'vitest'
import { createSteadyTime } from '@/lib/client/clock'

const HOUR = 3_600_000

function setUp() {
  let wall = 1_800_000_000_000
  let steady = 5_000
  const now = createSteadyTime(
    () => wall,
    () => steady,
  )
  const start = now()
  return {
    passed: () => now() - start,
    pass: (ms: number) => {
      wall += ms
      steady += ms
    },
    set: (ms: number) => (wall += ms),
  }
}

test('time passes as the clocks do', () => {
  const { pass, passed } = setUp()
  pass(1_500)
  expect(passed()).toBe(1_500)
})

test.each([1, 60_000, HOUR, 365 * 24 * HOUR])('a clock set back by %i ms takes no time back', (ms) => {
  const { pass, set, passed } = setUp()
  pass(2_000)
  set(-ms)
  pass(3_000)
  expect(passed()).toBe(5_000)
})

test('a sleep in which the steady clock stood still has passed', () => {
  const { pass, set, passed } = setUp()
  pass(1_000)
  set(HOUR)
  pass(1_000)
  expect(passed()).toBe(HOUR + 2_000)
})

test('readings of uneven clocks do not add up', () => {
  const { pass, set, passed } = setUp()
  for (let turn = 0; turn < 1_000; turn += 1) {
    pass(1)
    set(turn % 2 ? 1 : -1)
    passed()
  }
  expect(passed()).toBe(1_000)
})
