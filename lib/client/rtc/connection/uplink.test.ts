import { expect, test } from 'vitest'
import { VIDEO_UPLINK_KBPS } from '@/lib/domain/media/network-check'
import { createFakeClock } from '@/lib/client/testing/fake-clock'
import { measureUplink, UPLINK_BYTES, UPLINK_PATIENCE_MS } from './uplink'

/** A line that needs so long, and ends early when it is told to. */
function measureOn(clock: ReturnType<typeof createFakeClock>, ms: number, arrives = true) {
  return measureUplink(
    (_, signal) =>
      new Promise((resolve) => {
        clock.later(ms, () => resolve(arrives))
        signal.addEventListener('abort', () => resolve(false))
      }),
    clock,
  )
}

test.each([
  [100, 2621],
  [1_000, 262],
  [2_000, 131],
])('bytes that need %i ms are %i kbps', async (ms, expected) => {
  const clock = createFakeClock()
  const measured = measureOn(clock, ms)
  await clock.pass(ms)
  expect(await measured).toBe(expected)
})

test('a line that needs too long carries no picture, and nobody waits for it', async () => {
  const clock = createFakeClock()
  const measured = measureOn(clock, 60_000)
  await clock.pass(UPLINK_PATIENCE_MS)
  expect(await measured).toBeLessThan(VIDEO_UPLINK_KBPS)
})

test('what is refused measures nothing', async () => {
  const clock = createFakeClock()
  const measured = measureOn(clock, 10, false)
  await clock.pass(10)
  expect(await measured).toBeUndefined()
})

test('exactly so much is sent', async () => {
  let sent = 0
  await measureUplink(({ length }) => Promise.resolve((sent = length) > 0), createFakeClock())
  expect(sent).toBe(UPLINK_BYTES)
})
