import { expect, test } from 'vitest'
import { EVER } from './activity'
import {
  cohortsOf,
  type DayTotals,
  engagementDays,
  FUNNEL,
  funnelOf,
  isStepOpen,
  kindTotals,
} from './engagement'

const row = (changes: Partial<DayTotals>): DayTotals => ({
  day: '2026-11-02',
  chatType: '',
  landings: 0,
  active: 0,
  looked: 0,
  matched: 0,
  talked: 0,
  cameBack: 0,
  sessions: 0,
  messages: 0,
  durationMs: 0,
  lengths: [0, 0, 0, 0, 0],
  ...changes,
})
const window = { from: '2026-11-01', to: '2026-11-02' }
const rows = [
  row({ landings: 9, active: 3, looked: 3, matched: 2, talked: 2, cameBack: 1 }),
  row({
    chatType: 'text',
    active: 2,
    looked: 2,
    matched: 2,
    talked: 1,
    sessions: 4,
    messages: 8,
    durationMs: 90,
  }),
  row({
    chatType: 'video',
    active: 2,
    looked: 2,
    talked: 1,
    sessions: 1,
    durationMs: 10,
    lengths: [1, 0, 0, 0, 0],
  }),
]
const gate = new Map([['2026-11-02', 5]])

test('a day has the people of any kind once, and the sums of all kinds', () => {
  const days = engagementDays({ rows, gate, chatType: undefined }, window)
  expect(days).toEqual([
    {
      day: '2026-11-01',
      active: 0,
      sessions: 0,
      messages: 0,
      durationMs: 0,
      funnel: { landing: 0, gate: 0, looking: 0, matched: 0, talked: 0, cameBack: 0 },
    },
    {
      day: '2026-11-02',
      active: 3,
      sessions: 5,
      messages: 8,
      durationMs: 100,
      funnel: { landing: 9, gate: 5, looking: 3, matched: 2, talked: 2, cameBack: 1 },
    },
  ])
  expect(funnelOf(days)).toEqual(FUNNEL.map((step, index) => ({ step, count: [9, 5, 3, 2, 2, 1][index] })))
})

test('a day of one kind has its people and sums, and landing and gate of all', () => {
  const [, day] = engagementDays({ rows, gate, chatType: 'text' }, window)
  expect(day).toMatchObject({
    active: 2,
    sessions: 4,
    funnel: { landing: 9, gate: 5, looking: 2, talked: 1 },
  })
})

test('the kinds of a window leave out the days before it', () => {
  const before = row({ day: '2026-10-31', chatType: 'video', sessions: 70 })
  const video = { chatType: 'video', sessions: 1, messages: 0, durationMs: 10, lengths: [1, 0, 0, 0, 0] }
  expect(kindTotals({ rows: [...rows, before], gate, chatType: 'video' }, window)).toEqual([video])
  expect(kindTotals({ rows, gate, chatType: undefined }, window).map(({ sessions }) => sessions)).toEqual([
    4, 0, 1,
  ])
})

test('cohorts end with the week that has begun, and have all weeks up to it', () => {
  const counts = [
    { week: '2026-11-02', weekAfter: EVER, people: 5 },
    { week: '2026-11-02', weekAfter: 0, people: 4 },
    { week: '2026-11-02', weekAfter: 2, people: 1 },
  ]
  const weeks = { from: '2026-11-02', to: '2026-11-16' }
  expect(cohortsOf(counts, weeks, '2026-11-16')).toEqual([
    { week: '2026-11-02', people: 5, active: [4, 0, 1] },
    { week: '2026-11-09', people: 0, active: [0, 0] },
    { week: '2026-11-16', people: 0, active: [0] },
  ])
  expect(cohortsOf(counts, { from: '2026-01-05', to: '2026-01-05' }, '2026-11-16')[0]?.active).toHaveLength(
    13,
  )
})

test.each([
  { step: 'cameBack', to: '2026-11-22', open: false },
  { step: 'cameBack', to: '2026-11-23', open: true },
  { step: 'talked', to: '2026-11-30', open: false },
] as const)('on 30 November, $step of days up to $to is open: $open', ({ step, to, open }) => {
  expect(isStepOpen(step, { from: '2026-11-01', to }, '2026-11-30')).toBe(open)
})
