import { expect, test } from 'vitest'
import { LONGEST_WINDOW_MS, waitAfterMs } from './wait-after'

test.each([
  { retryAfter: 7, ms: 7_000 },
  { retryAfter: 60, ms: 60_000 },
  // The server's clock was set back by an hour, or by a day.
  { retryAfter: 3_584, ms: 60_000 },
  { retryAfter: 86_400, ms: 60_000 },
  { retryAfter: Number.POSITIVE_INFINITY, ms: 60_000 },
  { retryAfter: -5, ms: 0 },
  { retryAfter: Number.NaN, ms: 1_000 },
  { retryAfter: undefined, ms: 1_000 },
])('after $retryAfter s in a window of a minute one waits $ms ms', ({ retryAfter, ms }) => {
  expect(waitAfterMs(retryAfter, 60_000, 1_000)).toBe(ms)
})

test('codes and letters are counted by the hour, and nothing longer', () => {
  expect(LONGEST_WINDOW_MS).toBe(3_600_000)
})
