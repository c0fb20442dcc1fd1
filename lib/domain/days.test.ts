import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, changePercent, dayOf, daysOf, isDay, lengthOf, sharePercent, windowBefore } from './days'

test.each([
  { at: '2026-03-29T00:00:00.000Z', day: '2026-03-29' },
  { at: '2026-03-28T23:59:59.999Z', day: '2026-03-28' },
  // Midnight in Berlin on the night the clocks change is still the evening before in UTC.
  { at: '2026-03-29T00:00:00.000+01:00', day: '2026-03-28' },
  { at: '2026-12-31T23:59:59.999-12:00', day: '2027-01-01' },
])('$at belongs to $day', ({ at, day }) => {
  expect(dayOf(Date.parse(at))).toBe(day)
})

test.each([
  { day: '2026-02-28', days: 1, result: '2026-03-01' },
  { day: '2028-02-28', days: 1, result: '2028-02-29' },
  { day: '2026-01-01', days: -1, result: '2025-12-31' },
  { day: '2026-03-28', days: 2, result: '2026-03-30' },
])('$days days from $day is $result', ({ day, days, result }) => {
  expect(addDays(day, days)).toBe(result)
})

describe('a window', () => {
  test.each([
    { from: '2026-03-01', to: '2026-03-01', length: 1, before: { from: '2026-02-28', to: '2026-02-28' } },
    { from: '2026-03-01', to: '2026-03-07', length: 7, before: { from: '2026-02-22', to: '2026-02-28' } },
    { from: '2028-01-01', to: '2028-12-31', length: 366, before: { from: '2026-12-31', to: '2027-12-31' } },
  ])('from $from to $to has $length days and follows one as long', ({ length, before, ...window }) => {
    expect(lengthOf(window)).toBe(length)
    expect(windowBefore(window)).toEqual(before)
    expect(lengthOf(windowBefore(window))).toBe(length)
    expect(daysOf(window)).toHaveLength(length)
    expect([daysOf(window)[0], daysOf(window).at(-1)]).toEqual([window.from, window.to])
  })
})

test.each([
  { now: 0, before: 0, change: null },
  { now: 5, before: 0, change: null },
  { now: 0, before: 4, change: -100 },
  { now: 4, before: 4, change: 0 },
  { now: 640, before: 510, change: 25.5 },
  { now: 1, before: 3, change: -66.7 },
  { now: 391, before: 400, change: -2.2 },
])('$now after $before is a change of $change per cent', ({ now, before, change }) => {
  expect(changePercent(now, before)).toBe(change)
})

test.each([
  { part: 0, all: 0, share: 0 },
  { part: 640, all: 4_820, share: 13.3 },
  { part: 1, all: 2_000, share: 0.1 },
  { part: 1, all: 2_001, share: 0 },
  { part: 1_001, all: 2_000, share: 50.1 },
  { part: 5, all: 5, share: 100 },
])('$part of $all is $share per cent, half up', ({ part, all, share }) => {
  expect(sharePercent(part, all)).toBe(share)
})

test('a share is the decimal that is nearest, the upper one of two', () => {
  const counts = fc.tuple(fc.nat(1_000_000), fc.nat(1_000_000)).filter(([, rest]) => rest > 0)
  fc.assert(
    fc.property(counts, ([part, rest]) => {
      const [all, tenths] = [part + rest, Math.round(sharePercent(part, part + rest) * 10)]
      // In tenths of a per cent: -0.5 <= tenths - exact < 0.5, so the exact half goes up.
      const twice = 2 * (tenths * all - 1_000 * part)
      expect(twice > -all && twice <= all).toBe(true)
    }),
  )
})

test.each(['2026-02-30', '2026-2-3', '', '2026-13-01', '+26-01-01'])('%s is no day', (text) => {
  expect(isDay(text)).toBe(false)
})
