import { expect, test, vi } from 'vitest'
import { checkNetwork, type ProbeConnection, REACH_PATIENCE_MS } from './network-check'
import { createFakeClock, settled } from '@/lib/client/testing/fake-clock'

const STUN = { urls: 'stun:stun.example' }
const TURN = { urls: ['turn:turn.example', 'turns:turn.example'], username: 'u', credential: 'c' }

/** A connection whose candidates come when the test says so; null is the end of them. */
function probe(isRefused = false) {
  let listener = (_: { candidate: { type: string } | null }) => {}
  const close = vi.fn<() => void>()
  const connection = {
    addEventListener: (_: string, next: typeof listener) => {
      listener = next
    },
    close,
    createDataChannel: () => ({}),
    setLocalDescription: () => (isRefused ? Promise.reject(new Error('refused')) : Promise.resolve()),
  } as unknown as ProbeConnection
  return {
    create: () => connection,
    close,
    gather: (type: string | null) => listener({ candidate: type === null ? null : { type } }),
  }
}

test.each([
  { servers: [STUN, TURN], came: ['host', 'srflx', 'relay'], reach: { stun: true, turn: true } },
  { servers: [STUN, TURN], came: ['host', 'srflx', null], reach: { stun: true, turn: false } },
  { servers: [STUN, TURN], came: ['host', null], reach: { stun: false, turn: false } },
  { servers: [STUN], came: ['host', 'srflx'], reach: { stun: true } },
  { servers: [TURN], came: ['relay'], reach: { turn: true } },
])('of $servers.length kinds of servers, $came come: $reach', async ({ servers, came, reach }) => {
  const { create, gather, close } = probe()
  const clock = createFakeClock()
  const checked = checkNetwork(create, servers, clock)
  for (const type of came) gather(type)
  expect(await checked).toEqual(reach)
  expect([close.mock.calls.length, clock.waiting()]).toEqual([1, 0])
})

test('a server that does not answer is not waited for longer than 3 s', async () => {
  const { create, gather } = probe()
  const clock = createFakeClock()
  const checked = checkNetwork(create, [STUN, TURN], clock)
  gather('srflx')
  await clock.pass(REACH_PATIENCE_MS)
  expect(await checked).toEqual({ stun: true, turn: false })
})

test('without servers there is nothing to check', async () => {
  const create = vi.fn<() => ProbeConnection>()
  expect(await checkNetwork(create, [], createFakeClock())).toEqual({})
  expect(create).not.toHaveBeenCalled()
})

test('a browser that refuses reaches nobody, and is let go', async () => {
  vi.spyOn(console, 'debug').mockImplementation(() => {})
  const { create, close } = probe(true)
  const checked = checkNetwork(create, [STUN], createFakeClock())
  await settled()
  expect([await checked, close.mock.calls.length]).toEqual([{ stun: false }, 1])
})
