import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ActivityFact, EVER } from '@/lib/domain/activity'
import { addDays, type Day } from '@/lib/domain/days'
import type { DayTotals } from '@/lib/domain/engagement'
import type { Narrowed } from '@/lib/domain/figure-filter'
import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts, NewUser } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { Retention } from '../sessions/history'
import type { DemoHistory } from './acquisition'
import type { Engagement, PersonDays } from './engagement'
import { madeUp } from './made-up.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly demoHistory: DemoHistory
  readonly engagement: Engagement
  readonly personDays: PersonDays
  readonly personalData: PersonalData
  readonly retention: Retention
}

/** Holds for every adapter of `PersonDays` and `Engagement`. */
export function engagementSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let ports: Ports
  let otherTenant: string
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const database = await open()
    ports = database.ports
    otherTenant = database.otherTenant
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  let years = 2020
  /** A Monday of a year of its own for each test. */
  const newMonday = (): Day => {
    const day = new Date(Date.UTC((years += 1), 5, 1))
    return addDays(day.toISOString().slice(0, 10), (8 - day.getUTCDay()) % 7)
  }
  async function register(monday: Day, changes: Partial<NewUser> = {}): Promise<string> {
    const user = newUser({ createdAt: Date.parse(monday), ...changes })
    await ports.accounts.create(user)
    return user.id
  }
  const at = (day: Day) => Date.parse(day) + 43_200_000
  const looks = (user: string, day: Day, chatType: ActivityFact['chatType'] = 'text') =>
    ports.personDays.add({ user, chatType, at: at(day), what: 'looked' })
  const talks = (user: string, day: Day, lengthMs: number, chatType: ActivityFact['chatType'] = 'text') =>
    ports.personDays.add({ user, chatType, at: at(day), what: { lengthMs, messages: 2 } })
  const totals = (from: Day, only: Narrowed = {}, tenant: TenantId = DEFAULT_TENANT) =>
    ports.engagement.days(tenant, { from, to: addDays(from, 30), only })
  const row = (rows: readonly DayTotals[], chatType: string, day?: Day) =>
    rows.find((one) => one.chatType === chatType && (day === undefined || one.day === day))

  describe('Activity', () => {
    test('is counted by day and kind, each person once however often they come', async () => {
      const day = newMonday()
      const [ann, bob] = [await register(day), await register(day)]
      for (const user of [ann, bob, ann]) looks(user, day)
      talks(ann, day, 60_000)
      await totals(day) // a batch of its own
      looks(ann, day)
      looks(ann, day, 'video')
      talks(ann, day, 5_000)
      const people = { active: 1, looked: 1, matched: 0, talked: 0, cameBack: 0 }
      const none = { sessions: 0, messages: 0, durationMs: 0, lengths: [0, 0, 0, 0, 0], landings: 0 }
      const rows = await totals(day)
      expect(row(rows, '')).toEqual({
        ...none,
        ...people,
        day,
        chatType: '',
        active: 2,
        looked: 2,
        matched: 1,
        talked: 1,
      })
      expect(row(rows, 'text')).toEqual({
        day,
        chatType: 'text',
        landings: 0,
        ...people,
        active: 2,
        looked: 2,
        matched: 1,
        talked: 1,
        sessions: 2,
        messages: 4,
        durationMs: 65_000,
        lengths: [1, 0, 1, 0, 0],
      })
      expect(row(rows, 'video')).toEqual({ ...none, ...people, day, chatType: 'video' })
      expect(rows).toHaveLength(3)
    })

    test('tells of each write whose counts it changed, and of none without', async () => {
      const day = newMonday()
      const told: TenantId[][] = []
      ports.personDays.onCounted((tenants) => told.push([...tenants].toSorted()))
      await totals(day) // nothing to write
      expect(told).toEqual([])
      looks(await register(day), day)
      looks(await register(day, { tenantId: otherTenant }), day)
      await totals(day)
      expect(told).toEqual([[DEFAULT_TENANT, otherTenant].toSorted()])
      ports.personDays.addLanding({ tenant: otherTenant, day, platform: 'browser', country: '' })
      await totals(day)
      expect(told.slice(1)).toEqual([[otherTenant]])
    })

    test('of many at once loses nothing and counts nobody twice', async () => {
      const day = newMonday()
      const people = await Promise.all(Array.from({ length: 20 }, () => register(day)))
      for (let round = 0; round < 5; round += 1) {
        for (const user of people) talks(user, day, 1_000)
        await totals(day)
      }
      expect(row(await totals(day), '')).toMatchObject({ active: 20 })
      expect(row(await totals(day), 'text')).toMatchObject({ sessions: 100, messages: 200 })
    })

    test('is counted where people registered from, and on what', async () => {
      const day = newMonday()
      const germany = { country: 'DE', region: null, regionCode: null }
      const people = [
        await register(day, { platform: 'PWA', place: germany }),
        await register(day, { platform: 'toaster', place: germany }),
        await register(day),
      ]
      for (const user of people) looks(user, day)
      const active = async (only: Narrowed) => row(await totals(day, only), '')?.active ?? 0
      expect(await active({})).toBe(3)
      expect(await active({ country: 'DE' })).toBe(2)
      expect(await active({ platform: 'pwa' })).toBe(1)
      expect(await active({ platform: 'other', country: 'DE' })).toBe(1)
      expect(await active({ country: 'unknown' })).toBe(1)
      expect(await active({ country: 'FR' })).toBe(0)
    })

    test('is counted once in a week and in a month, for any kind and for each', async () => {
      const monday = newMonday()
      const ann = await register(monday)
      for (const day of [monday, addDays(monday, 1), addDays(monday, 7)]) looks(ann, day)
      looks(ann, addDays(monday, 1), 'audio')
      const periods = async (chatType: '' | 'audio') => {
        const query = { from: addDays(monday, -31), to: addDays(monday, 30), chatType, only: {} }
        const rows = await ports.engagement.periods(DEFAULT_TENANT, query)
        return rows.map(({ period, start, people }) => `${period} ${start}: ${people}`)
      }
      const month = `${monday.slice(0, 8)}01`
      expect(await periods('')).toEqual([
        `month ${month}: 1`,
        `week ${monday}: 1`,
        `week ${addDays(monday, 7)}: 1`,
      ])
      expect(await periods('audio')).toEqual([`month ${month}: 1`, `week ${monday}: 1`])
    })

    test('is counted in the weeks after the registration', async () => {
      const monday = newMonday()
      const [ann, bob] = [await register(monday), await register(addDays(monday, 6))]
      for (const day of [0, 2, 7, 21]) looks(ann, addDays(monday, day))
      looks(bob, addDays(monday, 8))
      const query = { from: monday, to: monday, chatType: '', only: {} } as const
      expect(await ports.engagement.cohorts(DEFAULT_TENANT, query)).toEqual([
        { week: monday, weekAfter: EVER, people: 2 },
        { week: monday, weekAfter: 0, people: 1 },
        { week: monday, weekAfter: 1, people: 2 },
        { week: monday, weekAfter: 3, people: 1 },
      ])
    })

    test('after a talk is coming back, counted on the day of the talk and once', async () => {
      const day = newMonday()
      const ann = await register(day)
      talks(ann, day, 60_000)
      await totals(day)
      for (const later of [2, 2, 3]) looks(ann, addDays(day, later))
      const rows = await totals(day)
      expect(row(rows, '', day)).toMatchObject({ talked: 1, cameBack: 1 })
      expect(row(rows, 'text', day)).toMatchObject({ cameBack: 1 })
      expect(row(rows, '', addDays(day, 2))).toMatchObject({ talked: 0, cameBack: 0 })
    })

    test('of somebody whose account has gone counts nothing new, and what was counted stays', async () => {
      const day = newMonday()
      const ann = await register(day)
      talks(ann, day, 60_000)
      await ports.personalData.erase({
        tenant: DEFAULT_TENANT,
        user: ann,
        pseudonym: `erased-${ann}`,
        emailDigest: null,
        reportableUntil: null,
        now: at(day),
      })
      talks(ann, day, 60_000)
      looks(randomUUID(), day)
      expect(row(await totals(day), 'text')).toMatchObject({ active: 1, sessions: 1 })
    })

    test('stays when the days of people are purged', async () => {
      const day = newMonday()
      const ann = await register(day)
      talks(ann, day, 60_000)
      const daysOf = async () => (await ports.personalData.export(ann))?.days
      expect(await daysOf()).toMatchObject([{ sessions: 1, messages: 2, durationMs: 60_000 }])
      const limits = { ...retentionLimits(0), personDays: Date.parse(day) }
      await ports.retention.purge(limits)
      expect(await daysOf()).toHaveLength(1)
      await ports.retention.purge({ ...limits, personDays: at(addDays(day, 1)) })
      expect(await daysOf()).toEqual([])
      expect(row(await totals(day), 'text')).toMatchObject({ active: 1, sessions: 1 })
    })

    test('that is made up stands beside what is real, and goes whole', async () => {
      const day = newMonday()
      looks(await register(day, { tenantId: otherTenant }), day)
      const [counts] = await totals(day, {}, otherTenant)
      const key = { tenant: 'any', chatType: '' as const, platform: '', country: '' }
      const activity = {
        days: [{ ...(counts as DayTotals), ...key, active: 40 }],
        periods: [{ ...key, period: 'week' as const, start: day, people: 40 }],
        cohorts: [{ ...key, week: day, weekAfter: 1, people: 40 }],
      }
      const landings = [{ tenant: 'any', day, platform: '', country: '', count: 7 }]
      await ports.demoHistory.fill(otherTenant, madeUp({ activity, landings }), at(day))
      expect(row(await totals(day, {}, otherTenant), '')).toMatchObject({ active: 41, landings: 7 })
      await ports.demoHistory.remove(otherTenant)
      expect(await totals(day, {}, otherTenant)).toEqual(expect.arrayContaining([counts]))
      const query = { from: day, to: day, chatType: '', only: {} } as const
      expect(await ports.engagement.cohorts(otherTenant, query)).not.toContainEqual(
        expect.objectContaining({ weekAfter: 1 }),
      )
    })

    test('and openings of the front page are of their tenant', async () => {
      const day = newMonday()
      for (const platform of ['pwa', 'browser', 'browser'])
        ports.personDays.addLanding({ tenant: otherTenant, day, platform, country: 'DE' })
      looks(await register(day, { tenantId: otherTenant }), day)
      expect(await totals(day)).toEqual([])
      expect(row(await totals(day, {}, otherTenant), '')).toMatchObject({ landings: 3, active: 1 })
      const browser = await totals(day, { platform: 'browser' }, otherTenant)
      expect(browser).toMatchObject([{ chatType: '', landings: 2, active: 0 }])
    })
  })
}
