import { expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/domain/days'
import { totalsOf } from '@/lib/domain/moderation-figures'
import { walletChange } from '@/lib/domain/payments/ledger'
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
    // Each is counted for both.
    sessions: history.activity.days.reduce((sum, one) => sum + (one.day === day ? one.sessions / 2 : 0), 0),
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
  expect(perDay.reduce((sum, { sessions }) => sum + sessions, 0)).toBeGreaterThan(10_000)
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

test('moderation counted what its cases say, each name and key of a day once; a few wait', () => {
  const { moderation, cases } = history
  const keys = moderation.map(({ day, name, key }) => `${day} ${name} ${key}`)
  expect(new Set(keys).size).toBe(keys.length)
  const { reports, outcomes, upheld, bans, appeals } = totalsOf(moderation, {
    from: firstDay,
    to: dayOf(NOW),
  })
  const open = cases.reports.filter(({ status }) => status === 'pending').length
  expect(reports).toBeGreaterThan(DEMO_DAYS)
  expect(open).toBeGreaterThan(3)
  expect(outcomes.resolved + outcomes.dismissed + open).toBe(reports)
  expect(upheld.first + upheld.again).toBe(outcomes.resolved)
  expect(bans.made).toBe(cases.bans.length)
  expect([upheld.again, appeals.upheld, appeals.lifted].every((count) => count > 0)).toBe(true)
})

test('appeals that wait are of bans that run, and are answered by another moderator', () => {
  const { bans, appeals } = history.cases
  const banOf = (id: string) => bans.find((ban) => ban.id === id)
  const waiting = appeals.filter(({ status }) => status === 'pending')
  expect(waiting.length).toBeGreaterThan(0)
  for (const { banId, status, decidedBy } of appeals) {
    if (status === 'pending') expect(banOf(banId)?.until).toBeGreaterThan(NOW)
    else expect(decidedBy).not.toBe(banOf(banId)?.by)
  }
})

test('nobody spends what they do not have, and orders, books and figures say the same', () => {
  const { orders, transactions, revenue, spending } = history.money
  const wallets = new Map<string, number>()
  for (const transaction of transactions) {
    const { userId } = transaction
    const coins = (wallets.get(userId) ?? 0) + walletChange(transaction, userId)
    expect(coins).toBeGreaterThanOrEqual(0)
    wallets.set(userId, coins)
  }
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
  const booked = (kind: string) => transactions.filter((one) => one.kind === kind).length
  const was = (status: string) => orders.filter((order) => order.status === status).length
  expect(sum(revenue.map(({ created }) => created))).toBe(orders.length)
  expect(sum(revenue.map(({ paid }) => paid))).toBe(booked('purchase'))
  expect(sum(revenue.map(({ refunds }) => refunds))).toBe(booked('refund'))
  expect(sum(spending.map(({ count }) => count))).toBe(booked('spend'))
  expect([was('paid'), was('failed'), was('refunded')].every((count) => count > 0)).toBe(true)
  expect(was('created')).toBe(0)
  const times = transactions.map(({ at }) => at)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  expect(times.every((at) => at < Date.parse(dayOf(NOW)))).toBe(true)
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
  // Those of whom eight whole weeks are known: fewer come back from week to week, by and large.
  const known = weeks.slice(1, -9)
  const kept = (weekAfter: number) => mean(known.map((week) => of(week, weekAfter) / of(week, 0)))
  const shares = [0, 1, 3, 5, 7].map(kept)
  expect(shares).toEqual(shares.toSorted((one, other) => other - one))
  expect([kept(1) < 0.5, kept(7) < 0.25, kept(7) > 0]).toEqual([true, true, true])
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
