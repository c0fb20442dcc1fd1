import { expect, test } from 'vitest'
import { compareDay, earlierDays } from './unusual-day'

test('a Sunday is compared with the Sundays before it', () => {
  const { against, days } = earlierDays('2026-11-29', '2026-01-01')
  expect(against).toBe('weekdays')
  expect(days).toEqual([
    '2026-10-04',
    '2026-10-11',
    '2026-10-18',
    '2026-10-25',
    '2026-11-01',
    '2026-11-08',
    '2026-11-15',
    '2026-11-22',
  ])
})

test.each([
  { since: '2026-10-25', against: 'weekdays', count: 5 },
  { since: '2026-10-26', against: 'days', count: 21 },
  { since: '2026-11-24', against: 'days', count: 5 },
  { since: '2026-11-29', against: 'days', count: 0 },
])(
  'where something is known since $since, it is compared with $count $against',
  ({ since, against, count }) => {
    const earlier = earlierDays('2026-11-29', since)
    expect([earlier.against, earlier.days.length]).toEqual([against, count])
  },
)

test('each number of a day stands beside what it usually is, and says when that is unusual', () => {
  const earlier = [40, 42, 39, 41, 40].map((active) => ({ active, errors: 0 }))
  expect(compareDay({ errors: 1, active: 90 }, earlier)).toMatchObject([
    { what: 'active', value: 90, deviation: { usual: 40, direction: 'more' } },
    { what: 'errors', value: 1, deviation: { usual: 0, direction: null } },
  ])
})

test('nothing is called unusual that too few earlier days were measured for', () => {
  const earlier = [{ waits: 900 }, {}, {}, { waits: 1_000 }, {}, {}]
  expect(compareDay({ waits: 9_000 }, earlier)).toEqual([{ what: 'waits', value: 9_000, deviation: null }])
})
