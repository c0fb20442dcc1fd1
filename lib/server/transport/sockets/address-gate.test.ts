import { expect, test } from 'vitest'
import { createFakeClock } from '@/lib/testing/fake-clock'
import { createAddressGate, type AddressSlot } from './address-gate'
import { createSocketCounters } from './socket-counters'

const ADDRESS = '203.0.113.7'

function openGate(perAddress: number, unauthenticated: number, perRange = 1_000) {
  const [clock, counters] = [createFakeClock(), createSocketCounters()]
  const floods: string[] = []
  const limits = { perAddress, perRange, unauthenticated }
  const gate = createAddressGate({ limits, clock, counters, onFlood: () => void floods.push('flood') })
  const enter = (count: number, address = ADDRESS) =>
    Array.from({ length: count }, () => gate.enter(address)).filter(
      (slot): slot is AddressSlot => slot !== undefined,
    )
  return {
    clock,
    counters,
    floods,
    enter,
    claim: () => gate.enter(ADDRESS, true),
    unauthenticated: gate.unauthenticated,
  }
}

test('unauthenticated sockets have a limit of their own', () => {
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

test('a handshake with credentials needs no room among unauthenticated sockets until they have been verified', async () => {
  const { clock, enter, claim, unauthenticated } = openGate(5, 2)
  enter(2)
  const [honest, forged] = [claim(), claim()]
  expect([honest, forged]).not.toContain(undefined)
  honest?.identified()
  await clock.advance(3_000)
  expect(unauthenticated()).toBe(3)
  forged?.leave()
  expect(unauthenticated()).toBe(2)
  honest?.leave()
  expect(enter(1)).toHaveLength(0)
})

test('the sockets of an address have a limit altogether; another address has its own', () => {
  const { enter, counters } = openGate(3, 3)
  const slots = enter(5)
  for (const slot of slots) slot.identified()
  expect([slots.length, enter(1).length, enter(3, '203.0.113.8').length]).toEqual([3, 0, 3])
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'address', count: 3 }])
})

test('a socket that closes frees its slot once, authenticated or not', () => {
  const { enter } = openGate(4, 4)
  const [one, two] = enter(4)
  one?.identified()
  for (const slot of [one, two, one, two]) slot?.leave()
  expect(enter(9)).toHaveLength(2)
})

test('an address may open three times its limit of sockets in a minute', async () => {
  const { enter, clock, counters } = openGate(10, 10)
  const churn = () => {
    const [slot] = enter(1)
    slot?.leave()
    return slot !== undefined
  }
  expect(Array.from({ length: 40 }, churn).filter(Boolean)).toHaveLength(30)
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'pace', count: 10 }])
  await clock.advance(60_000)
  expect(churn()).toBe(true)
})

test('the addresses of a range have a limit together, which is told; another range has its own', () => {
  const { enter, counters, floods } = openGate(3, 3, 5)
  const slots = ['203.0.113.1', '203.0.113.2', '203.0.113.3'].flatMap((address) => enter(2, address))
  expect(slots).toHaveLength(5)
  expect(counters.read()).toEqual([{ how: 'refused', reason: 'range', count: 1 }])
  expect(floods).toHaveLength(1)
  expect(enter(2, '203.0.114.1')).toHaveLength(2)
  slots[0]?.leave()
  slots[0]?.leave()
  expect(enter(2, '203.0.113.9')).toHaveLength(1)
})
