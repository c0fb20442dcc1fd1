import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ActivityFact,
  byPersonAndDay,
  countActivity,
  EVER,
  monthOf,
  NOTHING_SEEN,
  type PersonPast,
  platformOf,
  weekOf,
} from './activity'
import { createActivityLedger } from './activity-ledger.fixture'
import { addDays } from './days'
import { CHAT_TYPES } from './sessions'

const NOON = Date.parse('2026-11-18T12:00:00Z')
const DAY_MS = 86_400_000

test.each([
  { day: '2026-11-18', week: '2026-11-16', month: '2026-11-01' },
  { day: '2026-11-16', week: '2026-11-16', month: '2026-11-01' },
  { day: '2026-11-01', week: '2026-10-26', month: '2026-11-01' },
  { day: '2028-02-29', week: '2028-02-28', month: '2028-02-01' },
])('$day is in the week of $week and the month of $month', ({ day, week, month }) => {
  expect([weekOf(day), monthOf(day)]).toEqual([week, month])
})

test.each([
  { platform: 'PWA', counted: 'pwa' },
  { platform: ' browser ', counted: 'browser' },
  { platform: 'toaster', counted: 'other' },
  { platform: null, counted: '' },
])('$platform is counted as "$counted"', ({ platform, counted }) => {
  expect(platformOf(platform)).toBe(counted)
})

describe('what a person does', () => {
  const past: PersonPast = {
    tenant: 'default',
    platform: 'pwa',
    country: 'DE',
    registeredAt: NOON - 8 * DAY_MS,
    week: 0,
    month: 0,
    ever: 0,
    last: null,
  }
  const base = { tenant: 'default', platform: 'pwa', country: 'DE' }
  const talk = (lengthMs: number): ActivityFact => ({
    user: 'ann',
    chatType: 'audio',
    at: NOON,
    what: { lengthMs, messages: 3 },
  })
  const [first] = byPersonAndDay([{ user: 'ann', chatType: 'audio', at: NOON, what: 'looked' }, talk(60_000)])
  if (!first) throw new Error('there is a day')

  test('counts once for any kind and once for its kind, the sums for the kind alone', () => {
    const people = { active: 1, looked: 1, matched: 1, talked: 1, cameBack: 0 }
    const none = { sessions: 0, messages: 0, durationMs: 0, lengths: [0, 0, 0, 0, 0] }
    const day = { ...base, day: '2026-11-18', ...people }
    expect(countActivity(first, NOTHING_SEEN, past)).toEqual({
      days: [
        { ...day, chatType: '', ...none },
        {
          ...day,
          chatType: 'audio',
          sessions: 1,
          messages: 3,
          durationMs: 60_000,
          lengths: [0, 0, 1, 0, 0],
        },
      ],
      periods: ['week', 'month'].flatMap((period) =>
        ['', 'audio'].map((chatType) => ({
          ...base,
          chatType,
          period,
          start: period === 'week' ? '2026-11-16' : '2026-11-01',
          people: 1,
        })),
      ),
      cohorts: [1, EVER].flatMap((weekAfter) =>
        ['', 'audio'].map((chatType) => ({ ...base, chatType, week: '2026-11-09', weekAfter, people: 1 })),
      ),
    })
  })

  test('a second time counts sessions, and no person again', () => {
    const { days, periods, cohorts } = countActivity(first, first, past)
    expect({ periods, cohorts }).toEqual({ periods: [], cohorts: [] })
    expect(days).toMatchObject([{ chatType: 'audio', active: 0, talked: 0, sessions: 1 }])
  })

  test.each([
    { days: 1, back: true },
    { days: 7, back: true },
    { days: 8, back: false },
  ])('$days days after a talk, being active again is coming back: $back', ({ days, back }) => {
    const last = { day: addDays('2026-11-18', -days), talked: 2 }
    const counted = countActivity(first, NOTHING_SEEN, { ...past, last })
    expect(
      counted.days.filter(({ cameBack }) => cameBack > 0).map(({ day, chatType }) => [day, chatType]),
    ).toEqual(back ? ['', 'audio'].map((chatType) => [last.day, chatType]) : [])
  })

  test('less than a minute is no talk', () => {
    expect(byPersonAndDay([talk(59_999)])).toMatchObject([{ talked: 0, matched: 2 }])
  })
})

test('whatever people do in whichever batches, the counts are those of a recount from scratch', () => {
  const DAYS = 40
  const start = Date.parse('2026-10-01T00:00:00Z')
  const fact = fc.record({
    user: fc.constantFrom('ann', 'bob', 'cem'),
    chatType: fc.constantFrom(...CHAT_TYPES),
    at: fc.nat(DAYS * DAY_MS).map((ms) => start + ms),
    what: fc.oneof(
      fc.constantFrom('looked' as const, 'matched' as const),
      fc.record({ lengthMs: fc.nat(200_000), messages: fc.nat(5) }),
    ),
  })
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (facts, size) => {
      const inOrder = facts.toSorted((one, other) => one.at - other.at)
      const batched = createActivityLedger(start)
      for (let at = 0; at < inOrder.length; at += size) batched.add(inOrder.slice(at, at + size))
      const people = (of: readonly ActivityFact[]) => new Set(of.map(({ user }) => user)).size
      const dayOfFact = ({ at }: ActivityFact) => new Date(at).toISOString().slice(0, 10)
      for (const chatType of ['', ...CHAT_TYPES]) {
        const mine = inOrder.filter((one) => chatType === '' || one.chatType === chatType)
        for (let index = 0; index <= DAYS; index += 1) {
          const day = addDays('2026-10-01', index)
          expect(batched.day(day, chatType).active).toBe(people(mine.filter((one) => dayOfFact(one) === day)))
        }
        const weeks = new Set(mine.map((one) => weekOf(dayOfFact(one))))
        for (const week of weeks) {
          const count = people(mine.filter((one) => weekOf(dayOfFact(one)) === week))
          expect(batched.period('week', week, chatType)).toBe(count)
          expect(batched.cohort(week, chatType)).toBe(count)
        }
        expect(batched.cohort(undefined, chatType)).toBe(people(mine))
      }
      const ended = inOrder.filter(({ what }) => typeof what !== 'string').length
      expect(batched.sessions()).toBe(ended)
    }),
    { numRuns: 60 },
  )
})
