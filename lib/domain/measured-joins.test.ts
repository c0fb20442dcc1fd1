import { expect, test } from 'vitest'
import { measuredJoins } from './measured-joins'

const figures = {
  joined: 100,
  joinedWithInterests: 25,
  met: 90,
  gaveUp: 10,
  abandonment: 10,
  waits: { mean: 1_000, p50: 700, p95: 4_000, p99: 9_000 },
  gaveUpAfter: { mean: 20_000, p50: 14_000 },
  sessions: 45,
  shared: 9,
}
const window = { start: '2026-01-01', end: '2026-01-01', days: 1 }
const page = (changes: Partial<typeof figures> = {}) => {
  const total = { ...figures, ...changes }
  return {
    window,
    previous: window,
    demo: false,
    total,
    before: total,
    kinds: [{ chatType: 'text' as const, ...total }],
    days: [],
    hours: [{ hour: 9, ...total }],
    observedHours: 4,
    interests: [{ interest: 'chess', joined: 9, met: 2 }],
  }
}

test('rates are those that were measured, multiplied by the crowd', () => {
  expect(measuredJoins(page(), 2)).toMatchObject({
    kinds: [{ chatType: 'text', weight: 100, interestedShare: 0.25 }],
    interestWeights: [9],
  })
  const rates = measuredJoins({ ...page(), observedHours: 96 }, 2)?.joinsPerHour
  expect([rates?.length, rates?.[9], rates?.[10]]).toEqual([24, 50, 0])
})

test('people who met somebody count as having been ready to wait on', () => {
  // 290 s of waiting together, in which ten gave up: one in 29 s, half of all after 20 s.
  expect(measuredJoins(page(), 1)?.kinds[0]?.giveUpAfterMs).toBe(20_101)
  expect(measuredJoins(page({ gaveUp: 0 }), 1)?.kinds[0]?.giveUpAfterMs).toBeNull()
})

test('where nobody joined there is nothing to make people up from', () => {
  expect(measuredJoins(page({ joined: 0 }), 1)).toBeUndefined()
})
