import { expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/domain/days'
import { retentionLimits } from '@/lib/domain/retention'
import { DEMO_PREFIX, type DemoHistory, type MadeUpHistory } from '../ports/analytics/acquisition'
import { DEMO_DAYS, fillDemoHistory, madeUpHistory } from './made-up-history'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const history = madeUpHistory(NOW)
const firstDay = addDays(dayOf(NOW), -DEMO_DAYS)

/** Per day, oldest first. */
const perDay = Array.from({ length: DEMO_DAYS }, (_, index) => {
  const day = addDays(firstDay, index)
  const signups = history.signups.filter(({ signup }) => signup.day === day)
  return {
    weekday: new Date(day).getUTCDay(),
    signups: signups.reduce((sum, { count }) => sum + count, 0),
    sessions: history.sessions.filter(({ startedAt }) => dayOf(startedAt) === day).length,
  }
})
const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

test('the history is the same whenever it is made on a day', () => {
  expect(madeUpHistory(NOW + 3_600_000)).toEqual(history)
})

test('the history has people and sessions on each of the 90 days before today, and none today', () => {
  expect(perDay.every(({ signups, sessions }) => signups > 0 && sessions > 0)).toBe(true)
  const days = history.signups.map(({ signup }) => signup.day).toSorted()
  expect([days[0], days.at(-1)]).toEqual([firstDay, addDays(dayOf(NOW), -1)])
  expect(history.sessions.length).toBeGreaterThan(1_000)
})

test.each(['signups', 'sessions'] as const)('its %s grow, and follow the week', (what) => {
  const of = (days: typeof perDay) => mean(days.map((day) => day[what]))
  expect(of(perDay.slice(-30))).toBeGreaterThan(1.2 * of(perDay.slice(0, 30)))
  const isWeekend = ({ weekday }: { weekday: number }) => [0, 5, 6].includes(weekday)
  expect(of(perDay.filter(isWeekend))).toBeGreaterThan(1.1 * of(perDay.filter((day) => !isWeekend(day))))
})

test('each combination of a day is there once, as the table requires', () => {
  const kinds = history.signups.map(({ signup }) => JSON.stringify(signup))
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(new Set(history.sessions.map(({ id }) => id)).size).toBe(history.sessions.length)
})

test('its people and sessions are marked, and not past their retention', () => {
  const { sessions: limit } = retentionLimits(NOW)
  for (const { id, participants, startedAt, endedAt } of history.sessions) {
    expect([id, ...participants].every((name) => name.startsWith(DEMO_PREFIX))).toBe(true)
    expect(participants[0]).not.toBe(participants[1])
    expect(endedAt).toBeGreaterThanOrEqual(startedAt)
    expect(endedAt).toBeGreaterThan(limit - 86_400_000)
  }
})

test('the history is written once, and a failure is logged and stops nothing', async () => {
  const written: MadeUpHistory[] = []
  const logged: unknown[] = []
  const log = {
    info: (message: string) => logged.push(message),
    error: (context: object) => logged.push(context),
  }
  const demo: DemoHistory = {
    isThere: async () => written.length > 0,
    fill: async (_, made) => written.push(made) > 0,
    remove: async () => false,
  }
  await fillDemoHistory(demo, { now: () => NOW }, log)
  await fillDemoHistory(demo, { now: () => NOW }, log)
  expect(written).toEqual([history])
  expect(logged).toEqual([expect.stringContaining('npm run demo:remove')])

  const err = new Error('disk full')
  const broken = { ...demo, isThere: async () => Promise.reject(err) }
  await fillDemoHistory(broken, { now: () => NOW }, log)
  expect(logged.at(-1)).toEqual({ err })
})

test('its people come back, in cohorts of which no week has more than there are', () => {
  const { cohorts, days } = history.activity
  const of = (week: string, weekAfter: number) =>
    cohorts
      .filter((one) => one.week === week && one.weekAfter === weekAfter && one.chatType === '')
      .reduce((sum, { people }) => sum + people, 0)
  const weeks = [...new Set(cohorts.map(({ week }) => week))].toSorted()
  for (const week of weeks.slice(0, -1)) {
    expect(of(week, 0)).toBe(of(week, -1))
    for (const weekAfter of [1, 2, 3]) expect(of(week, weekAfter)).toBeLessThanOrEqual(of(week, -1))
  }
  expect(of(weeks[0] ?? '', 1)).toBeGreaterThan(0)
  const sum = (read: (day: (typeof days)[number]) => number) =>
    days.filter(({ chatType }) => chatType === '').reduce((all, day) => all + read(day), 0)
  const openings = history.landings.reduce((all, { count }) => all + count, 0)
  const registered = history.signups.reduce((all, { count }) => all + count, 0)
  const steps = [openings, registered]
  expect(steps).toEqual(steps.toSorted((one, other) => other - one))
  const inside = [sum(({ looked }) => looked), sum(({ matched }) => matched), sum(({ talked }) => talked)]
  expect(inside).toEqual(inside.toSorted((one, other) => other - one))
  expect(sum(({ cameBack }) => cameBack)).toBeGreaterThan(0)
})
