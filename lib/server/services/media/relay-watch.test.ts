import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createRelayWatch } from './relay-watch'

/** Relays of which a test decides how many answer. */
function open(of: number) {
  const clock = createFakeClock()
  const relays = { answering: of, of, asked: 0 }
  const relayReach = {
    count: async () => {
      relays.asked += 1
      return { answering: relays.answering, of: relays.of }
    },
  }
  return { clock, relays, watch: createRelayWatch({ relayReach, clock }) }
}

test.each([
  { answering: 2, of: 2, state: 'ok' },
  { answering: 1, of: 2, state: 'partial' },
  { answering: 0, of: 2, state: 'unavailable' },
  { answering: 0, of: 0, state: null },
])('$answering of $of relays answer: $state', async ({ answering, of, state }) => {
  const { clock, relays, watch } = open(of)
  relays.answering = answering
  await clock.advance(30_000)
  expect([await watch.check(), watch.current()]).toEqual([state, state])
})

test('however often it is asked for, the relays are asked once in 30 s', async () => {
  const { clock, relays, watch } = open(1)
  await Promise.all([watch.check(), watch.check(), watch.check()])
  await clock.advance(29_999)
  await watch.check()
  expect(relays.asked).toBe(1)
  await clock.advance(1)
  await Promise.all([watch.check(), watch.check()])
  expect(relays.asked).toBe(2)
})

test('a relay that fails and comes back is noticed though nobody asks', async () => {
  const { clock, relays, watch } = open(1)
  expect(await watch.check()).toBe('ok')
  relays.answering = 0
  await clock.advance(30_000)
  expect(watch.current()).toBe('unavailable')
  relays.answering = 1
  await clock.advance(30_000)
  expect(watch.current()).toBe('ok')
})
