import { describe, expect, test } from 'vitest'
import { emptyHistogram, observe, toSparse } from './analytics'
import { splitWindows, summarize } from './figure-window'
import type { FigurePoint } from './live-figures'

const sparse = (...times: number[]) => {
  const histogram = emptyHistogram()
  for (const time of times) observe(histogram, time)
  return toSparse(histogram)
}

const point = (more: Partial<FigurePoint> = {}): FigurePoint => ({
  at: 0,
  online: 0,
  waiting: 0,
  talking: 0,
  p50: 0,
  p95: 0,
  p99: 0,
  underOneSecond: 100,
  count: 0,
  messages: 0,
  ended: 0,
  requeues: 0,
  limits: 0,
  errors: 0,
  waits: [],
  lengths: [],
  causes: {},
  limitKinds: {},
  errorKinds: {},
  ...more,
})

describe('a window of points', () => {
  test('its percentiles are those of all its measurements, not means of its points’', () => {
    const slow = point({ waits: sparse(8_000) })
    const quick = point({ waits: sparse(...Array.from({ length: 99 }, () => 100)) })
    const { waits } = summarize([quick, slow])
    expect(waits).toEqual({ count: 100, p50: 100, p95: 100, p99: 100, underOneSecond: 99 })
  })

  test('what happened is added up, by kind too, and levels are the highest', () => {
    const points = [
      point({ messages: 3, online: 5, causes: { left: 1 }, ended: 1, limitKinds: { joins: 2 }, limits: 2 }),
      point({ messages: 6, online: 2, causes: { left: 1, timeout: 1 }, ended: 2 }),
    ]
    expect(summarize(points)).toMatchObject({
      minutes: 1 / 3,
      messages: 9,
      messagesPerMinute: 27,
      peakOnline: 5,
      ended: 3,
      causes: { left: 2, timeout: 1 },
      limits: 2,
      limitKinds: { joins: 2 },
    })
  })

  test.each([
    [9_000, 0],
    [10_000, 0],
    [20_000, 1],
    [60_000, 2],
    [300_000, 3],
    [900_000, 4],
  ])('a session of %i ms is in band %i', (length, band) => {
    const { bands } = summarize([point({ lengths: sparse(length) })]).lengths
    expect(bands.indexOf(1)).toBe(band)
  })

  test('without anything measured there is no share and no rate', () => {
    const { waits, requeueRate, messagesPerMinute } = summarize([])
    expect([waits.underOneSecond, requeueRate, messagesPerMinute]).toEqual([null, null, 0])
  })

  test('half of the people of two sessions searched again', () => {
    expect(summarize([point({ ended: 2, requeues: 2 })]).requeueRate).toBe(50)
  })
})

describe('the window before', () => {
  const line = (count: number) => Array.from({ length: count }, (_, at) => point({ at }))

  test.each([
    { points: 12, now: 6, before: 6 },
    { points: 30, now: 6, before: 6 },
    { points: 11, now: 6, before: undefined },
    { points: 3, now: 3, before: undefined },
  ])('of $points points, one minute is compared with $before', ({ points, now, before }) => {
    const windows = splitWindows(line(points), 1)
    expect([windows.now.length, windows.before?.length]).toEqual([now, before])
    if (windows.before) expect(windows.before.at(-1)?.at).toBe((windows.now[0]?.at ?? 0) - 1)
  })
})
