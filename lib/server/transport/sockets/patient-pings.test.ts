import type { Socket as EngineSocket } from 'engine.io'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { measureOwnDelay } from './own-delay'
import { pingPatiently } from './patient-pings'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const WITHIN_MS = 8_000

/** A socket of the library, as far as pings go, on a server whose time the test owns. */
function pinged() {
  let now = 0
  const ownDelay = measureOwnDelay(() => now)
  const closed: string[] = []
  const socket = {
    readyState: 'open',
    pingTimeoutTimer: null as NodeJS.Timeout | null,
    resetPingTimeout: () => undefined as void,
    onClose: (reason: string) => void closed.push(reason),
  }
  pingPatiently(socket as unknown as EngineSocket, WITHIN_MS, ownDelay)
  return {
    closed,
    socket,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 50) {
        now += 50
        await vi.advanceTimersByTimeAsync(50)
      }
    },
    /** The process does not run, and nothing of what is due is done meanwhile. */
    async stall(ms: number) {
      now += ms
      await vi.advanceTimersByTimeAsync(250)
    },
    answer() {
      if (socket.pingTimeoutTimer) clearTimeout(socket.pingTimeoutTimer)
      socket.pingTimeoutTimer = null
    },
  }
}

test('a client that does not answer is given up after the time-out', async () => {
  const { socket, closed, pass } = pinged()
  socket.resetPingTimeout()
  await pass(WITHIN_MS - 200)
  expect(closed).toEqual([])
  await pass(400)
  expect(closed).toEqual(['ping timeout'])
})

test('a client that answers is not given up', async () => {
  const { socket, closed, pass, answer } = pinged()
  socket.resetPingTimeout()
  await pass(WITHIN_MS - 500)
  answer()
  await pass(3 * WITHIN_MS)
  expect(closed).toEqual([])
})

test('what the server itself was late is added to the time that clients have', async () => {
  const { socket, closed, pass, stall } = pinged()
  socket.resetPingTimeout()
  await pass(2_000)
  await stall(5_000)
  await pass(WITHIN_MS - 2_000 + 300)
  expect(closed).toEqual([])
  await pass(5_500)
  expect(closed).toEqual(['ping timeout'])
})
