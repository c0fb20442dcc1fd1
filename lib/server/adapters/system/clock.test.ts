import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSystemClock } from './clock'
import { createIds } from './ids'

const START = Date.UTC(2026, 0, 1)
beforeEach(() => vi.useFakeTimers({ now: START }))
afterEach(() => void vi.useRealTimers())

test('setting the machine’s clock moves no window', () => {
  const clock = createSystemClock(() => undefined)
  expect(Math.abs(clock.now() - START)).toBeLessThanOrEqual(1)
  vi.advanceTimersByTime(1_000)
  for (const set of [START - 86_400_000, START + 86_400_000]) {
    vi.setSystemTime(set)
    expect(Math.abs(clock.now() - START - 1_000)).toBeLessThanOrEqual(1)
  }
})

test('time begins at the given start, whatever the machine’s clock shows', () => {
  const clock = createSystemClock(() => undefined, START + 3_600_000)
  expect(Math.abs(clock.now() - START - 3_600_000)).toBeLessThanOrEqual(1)
  vi.advanceTimersByTime(1_000)
  expect(Math.abs(clock.now() - START - 3_601_000)).toBeLessThanOrEqual(1)
})

test('an action runs once after its time, unless called off', async () => {
  const clock = createSystemClock(() => undefined)
  const action = vi.fn<() => void>()
  clock.after(100, action)
  clock.after(
    100,
    vi.fn(() => expect.unreachable()),
  )()
  await vi.advanceTimersByTimeAsync(99)
  expect(action).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(action).toHaveBeenCalledOnce()
})

test('a repeated action never runs twice at once, and goes on after a failure', async () => {
  const failures: unknown[] = []
  const clock = createSystemClock((error) => void failures.push(error))
  let finish = (): void => undefined
  const action = vi.fn<() => Promise<void>>(
    () => new Promise<void>((_, reject) => (finish = () => reject(new Error('once')))),
  )
  const stop = clock.every(100, action)
  await vi.advanceTimersByTimeAsync(500)
  expect(action).toHaveBeenCalledOnce()
  finish()
  await vi.advanceTimersByTimeAsync(100)
  expect(action).toHaveBeenCalledTimes(2)
  expect(failures).toEqual([new Error('once')])
  finish()
  stop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(action).toHaveBeenCalledTimes(2)
})

test('a failing action is reported', async () => {
  const failures: unknown[] = []
  createSystemClock((error) => void failures.push(error)).after(1, () => {
    throw new Error('no')
  })
  await vi.advanceTimersByTimeAsync(1)
  expect(failures).toEqual([new Error('no')])
})

test('once stopped nothing begins, and what had begun is waited for', async () => {
  const clock = createSystemClock((error) => expect.unreachable(String(error)))
  const { promise, resolve: finish } = Promise.withResolvers<void>()
  const unwanted = vi.fn<() => void>()
  clock.after(100, () => promise)
  clock.after(200, unwanted)
  clock.every(200, unwanted)
  await vi.advanceTimersByTimeAsync(100)
  let isStopped = false
  const stopped = clock.stop().then(() => (isStopped = true))
  clock.after(100, unwanted)
  await vi.advanceTimersByTimeAsync(1_000)
  expect([isStopped, unwanted.mock.calls.length]).toEqual([false, 0])
  finish()
  await stopped
})

test('ids are unlike each other, and a message’s has its time', () => {
  const ids = createIds()
  expect(new Set(Array.from({ length: 1_000 }, () => ids.next())).size).toBe(1_000)
  expect(ids.next()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(ids.message(START)).toMatch(/^msg_1767225600000_[0-9a-f]{16}$/)
})
