import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createAddressGate, type Place } from './address-gate'
import { createSocketCounters } from './socket-counters'

const ADDRESS = '203.0.113.7'

function openGate(perAddress: number, unauthenticated: number) {
  const [clock, counters] = [createFakeClock(), createSocketCounters()]
  const gate = createAddressGate({ limits: { perAddress, unauthenticated }, clock, counters })
  const enter = (count: number, address = ADDRESS) =>
    Array.from({ length: count }, () => gate.enter(address)).filter(
      (place): place is Place => place !== undefined,
    )
  return {
    clock,
    counters,
    enter,
    claim: () => gate.enter(ADDRESS, true),
    unauthenticated: gate.unauthenticated,
  }
}

test('those of nobody have a limit of their own', () => {
  const { enter, counters, unauthenticated } = openGate(5, 2)
  const [first, ...rest] = enter(4)
  expect(rest).toHaveLength(1)
  expect(unauthenticated()).toBe(2)
  first?.identified()
  first?.identified()
  expect(unauthenticated()).toBe(1)
  expect(enter(4)).toHaveLength(1)
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'unauthenticated', count: 5 }])
})

test('credentials in the handshake need no room among those of nobody, for as long as it takes to look at them', async () => {
  const { clock, enter, claim, unauthenticated } = openGate(5, 2)
  enter(2)
  const [honest, liar] = [claim(), claim()]
  expect([honest, liar]).not.toContain(undefined)
  honest?.identified()
  await clock.advance(3_000)
  expect(unauthenticated()).toBe(3)
  liar?.leave()
  expect(unauthenticated()).toBe(2)
  honest?.leave()
  expect(enter(1)).toHaveLength(0)
})

test('all of an address have one, whoever they are; another address has its own', () => {
  const { enter, counters } = openGate(3, 3)
  const places = enter(5)
  for (const place of places) place.identified()
  expect([places.length, enter(1).length, enter(3, '203.0.113.8').length]).toEqual([3, 0, 3])
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'address', count: 3 }])
})

test('who leaves makes room once, known or not', () => {
  const { enter } = openGate(4, 4)
  const [one, two] = enter(4)
  one?.identified()
  for (const place of [one, two, one, two]) place?.leave()
  expect(enter(9)).toHaveLength(2)
})

test('opening and closing has a pace: three times what may be open, a minute', async () => {
  const { enter, clock, counters } = openGate(10, 10)
  const churn = () => {
    const [place] = enter(1)
    place?.leave()
    return place !== undefined
  }
  expect(Array.from({ length: 40 }, churn).filter(Boolean)).toHaveLength(30)
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'pace', count: 10 }])
  await clock.advance(60_000)
  expect(churn()).toBe(true)
})
