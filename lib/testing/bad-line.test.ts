import { describe, expect, test } from 'vitest'
import { createBadLine, type LineConditions } from './bad-line'

/** When each of so many datagrams arrives, sent one every `everyMs`. */
function arrivals(
  conditions: Partial<LineConditions>,
  { count = 1_000, bytes = 172, everyMs = 20, seed = 1 } = {},
) {
  const line = createBadLine(seed, conditions)
  return Array.from({ length: count }, (_, index) => line.arrival(bytes, index * everyMs))
}
const arrived = (times: readonly (number | undefined)[]) => times.filter((time) => time !== undefined)

test('a good line delivers everything at once', () => {
  expect(arrivals({}, { count: 3 })).toEqual([0, 20, 40])
})

test.each([0.02, 0.1, 0.5])(
  'at a loss of %d about so many are lost, the same ones with the same seed',
  (loss) => {
    const [one, again, other] = [1, 1, 2].map((seed) => arrivals({ loss }, { seed }))
    expect(1 - arrived(one ?? []).length / 1_000).toBeCloseTo(loss, 1)
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
  },
)

test('what is delayed and jittered arrives in order, within the bounds', () => {
  const times = arrived(arrivals({ delayMs: 100, jitterMs: 50 }))
  const delays = times.map((time, index) => time - index * 20)
  expect([Math.min(...delays) >= 100, Math.max(...delays) <= 150, new Set(delays).size > 100]).toEqual([
    true,
    true,
    true,
  ])
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

describe('100 kbps', () => {
  test('let 40 kbps of speech through, a little later', () => {
    // 100 bytes every 20 ms, with headers: 51 kbps.
    const times = arrivals({ kbps: 100 }, { bytes: 100 })
    expect(arrived(times)).toHaveLength(1_000)
    expect(times[999]).toBeCloseTo(999 * 20 + (128 * 8) / 100, 5)
  })

  test('let 100 kbps of a picture of 1 Mbps through, none of it later than the queue is long', () => {
    const times = arrivals({ kbps: 100, queueMs: 300 }, { count: 1_000, bytes: 1_222, everyMs: 10 })
    const bits = arrived(times).length * 1_250 * 8
    expect(bits / 10_000 / 100).toBeCloseTo(1, 1)
    const waits = times.map((time, index) => (time === undefined ? 0 : time - index * 10))
    expect(Math.max(...waits)).toBeLessThan(300 + 101)
  })
})

test('nothing passes a dead line, and all of it does when it lives again', () => {
  const line = createBadLine(1, { delayMs: 5 })
  expect(line.arrival(100, 0)).toBe(5)
  line.change({ isDead: true })
  expect(line.arrival(100, 10)).toBeUndefined()
  line.change({ isDead: false })
  expect(line.arrival(100, 20)).toBe(25)
})
