import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  BURST_MS,
  CREDIBILITY_WINDOW_MS,
  PAUSE_FROM,
  reporterWeight,
  weigh,
  type WeighedReport,
} from './credibility'

const NOW = 1_000_000_000

function report(reporter: string, changes: Partial<WeighedReport> = {}): WeighedReport {
  const unknown = { upheld: 0, dismissed: 0, metOthers: true, status: 'pending' } as const
  return { id: `of ${reporter}`, reporter, createdAt: NOW, ...unknown, ...changes }
}

test.each([
  { upheld: 0, dismissed: 0, weight: 0.5 },
  { upheld: 8, dismissed: 0, weight: 0.9 },
  { upheld: 0, dismissed: 8, weight: 0.1 },
  { upheld: 4, dismissed: 4, weight: 0.5 },
])('$upheld right and $dismissed wrong reports weigh $weight', ({ weight, ...record }) => {
  expect(reporterWeight(record)).toBe(weight)
})

test('who is always wrong weighs less with each report, and never nothing', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.nat(1_000), (upheld, dismissed) => {
      const weight = reporterWeight({ upheld, dismissed })
      expect(weight).toBeGreaterThan(0)
      expect(weight).toBeLessThan(1)
      expect(reporterWeight({ upheld, dismissed: dismissed + 1 })).toBeLessThan(weight)
      expect(reporterWeight({ upheld: upheld + 1, dismissed })).toBeGreaterThan(weight)
    }),
  )
})

describe('reports against one person', () => {
  test('of different people add up, of one person count once', () => {
    const three = ['ann', 'bob', 'eve'].map((one) => report(one))
    expect(weigh(three, NOW)).toMatchObject({ weight: 1.5, reports: 3, reporters: 3, inBurst: 0 })
    expect(weigh([...three, report('ann', { id: 'again' })], NOW)).toMatchObject({ weight: 1.5 })
  })

  test('three people of whom nothing is known are enough for a pause, two are not', () => {
    const people = ['ann', 'bob', 'eve'].map((one) => report(one))
    expect(weigh(people, NOW).weight).toBeGreaterThanOrEqual(PAUSE_FROM)
    expect(weigh(people.slice(1), NOW).weight).toBeLessThan(PAUSE_FROM)
  })

  test('a hundred accounts that met nobody else are one', () => {
    const crowd = Array.from({ length: 100 }, (_, n) =>
      report(`made ${n}`, { metOthers: false, createdAt: NOW - n * 1_000 }),
    )
    expect(weigh(crowd, NOW)).toMatchObject({ weight: 0.5, reports: 100, inBurst: 100 })
    expect(weigh([...crowd, report('ann')], NOW)).toMatchObject({ weight: 1 })
  })

  test.each([
    { apart: BURST_MS, inBurst: 2, weight: 0.5 },
    { apart: BURST_MS + 1, inBurst: 0, weight: 1 },
  ])('two who met nobody else, $apart ms apart: $inBurst in a burst', ({ apart, ...found }) => {
    const two = [0, apart].map((ago) => report(`made ${ago}`, { metOthers: false, createdAt: NOW - ago }))
    expect(weigh(two, NOW)).toMatchObject(found)
  })

  test('dismissed and old ones do not count, nor those before the last pause', () => {
    const reports = [
      report('ann', { status: 'dismissed' }),
      report('bob', { createdAt: NOW - CREDIBILITY_WINDOW_MS - 1 }),
      report('eve', { createdAt: NOW - 5_000 }),
    ]
    expect(weigh(reports, NOW)).toMatchObject({ weight: 0.5, reports: 1 })
    expect(weigh(reports, NOW, NOW - 4_999)).toMatchObject({ weight: 0, reports: 0 })
  })

  test('never weigh more than their reporters are many', () => {
    const reports = fc.array(
      fc.record({
        reporter: fc.constantFrom('ann', 'bob', 'eve', 'tom'),
        ago: fc.nat(CREDIBILITY_WINDOW_MS * 2),
        metOthers: fc.boolean(),
        upheld: fc.nat(20),
        dismissed: fc.nat(20),
      }),
    )
    fc.assert(
      fc.property(reports, (made) => {
        const { weight, reporters } = weigh(
          made.map(({ reporter, ago, ...rest }, n) =>
            report(reporter, { id: `${n}`, createdAt: NOW - ago, ...rest }),
          ),
          NOW,
        )
        expect(weight).toBeGreaterThanOrEqual(0)
        expect(weight).toBeLessThanOrEqual(reporters)
      }),
    )
  })
})
