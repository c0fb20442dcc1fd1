import { expect, test } from 'vitest'
import { createSoon } from './soon'
import { createFakeClock } from './testing/fake-clock'

function counted() {
  const clock = createFakeClock()
  let count = 0
  const soon = createSoon(() => (count += 1), 500, clock)
  return { clock, soon, count: () => count }
}

test('several calls shortly after each other are one, and a later one is another', async () => {
  const { clock, soon, count } = counted()
  soon.call()
  await clock.pass(400)
  soon.call()
  expect(count()).toBe(0)
  await clock.pass(100)
  expect(count()).toBe(1)
  soon.call()
  await clock.pass(500)
  expect(count()).toBe(2)
})

test('nothing comes after the end', async () => {
  const { clock, soon, count } = counted()
  soon.call()
  soon.stop()
  await clock.pass(500)
  expect(count()).toBe(0)
})
