import { expect, test } from 'vitest'
import { bucketOf } from './analytics'
import { moderationDays, type ModerationCount, totalsOf } from './moderation-figures'

const count = (day: string, name: string, key: string, count = 1): ModerationCount => ({
  day,
  name,
  key,
  count,
})
const WEEK = { from: '2026-03-02', to: '2026-03-08' }

test('what lies within the window adds up by name and kind', () => {
  const counts = [
    count('2026-03-01', 'reports', 'text', 100),
    count('2026-03-02', 'reports', 'text', 3),
    count('2026-03-08', 'reports', 'video', 2),
    count('2026-03-08', 'outcomes', 'resolved', 2),
    count('2026-03-08', 'upheld', 'again'),
    count('2026-03-09', 'reports', 'text', 100),
  ]
  expect(totalsOf(counts, WEEK)).toMatchObject({
    reports: 5,
    outcomes: { resolved: 2, dismissed: 0, reviewed: 0 },
    upheld: { first: 0, again: 1 },
    firstDecision: { count: 0, p50: 0 },
  })
})

test('times to the first decision are percentiles of seconds, within twelve per cent', () => {
  const counts = [60, 600, 6_000].map((seconds) =>
    count('2026-03-03', 'firstDecision', String(bucketOf(seconds))),
  )
  const { firstDecision } = totalsOf(counts, WEEK)
  expect(firstDecision.count).toBe(3)
  expect(firstDecision.p50).toBeGreaterThanOrEqual(600)
  expect(firstDecision.p50).toBeLessThan(600 * 1.13)
})

test('a day on which nothing happened is there', () => {
  const days = moderationDays([count('2026-03-04', 'bans', 'made', 2)], WEEK)
  expect(days).toHaveLength(7)
  expect(days[2]).toEqual({ day: '2026-03-04', reports: 0, resolved: 0, dismissed: 0, bans: 2, warnings: 0 })
})
