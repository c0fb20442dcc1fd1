import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Signup } from '@/lib/domain/acquisition'
import { DEFAULT_TENANT, type TenantId } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import {
  type Acquisition,
  DEMO_PREFIX,
  type DemoHistory,
  type MadeUpFigures,
  KINDS_A_DAY,
  type SignupQuery,
} from './acquisition'
import type { AlertStore } from '../alerts/alert-store'
import type { FigureHistory } from './figure-history'
import { madeUp as madeUpOf } from './made-up.fixture'
import type { InterestCounts } from './interest-counts'
import type { History, SessionRecord } from '../sessions/history'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'

interface Ports {
  readonly accounts: Accounts
  readonly acquisition: Acquisition
  readonly demoHistory: DemoHistory
  readonly figureHistory: FigureHistory
  readonly interestCounts: InterestCounts
  readonly alertStore: AlertStore
  readonly history: History
  readonly personalData: PersonalData
}

interface Database extends SuiteDatabase<Ports> {
  /** Writes this many kinds of sign-up of a day, one of each. */
  crowd(tenant: TenantId, day: string, kinds: number): Promise<unknown>
}

const START = Date.UTC(2026, 6, 1)
const figures: MadeUpFigures = {
  hours: [{ start: START, counters: { messages: 2 } }],
  days: [{ start: START, counters: { messages: 9, 'text.waits:43': 1 } }],
  interests: [{ day: '2026-07-01', counts: [{ interest: 'chess', joined: 7, met: 3 }] }],
  alerts: [
    {
      id: `${DEMO_PREFIX}alert`,
      kind: 'errors',
      value: 1,
      worst: 40,
      threshold: 20,
      raisedAt: START,
      clearedAt: START + 1,
      isDemo: true,
    },
  ],
}

/** Holds for every adapter of `Acquisition` and `DemoHistory`, together with what `Accounts` counts. */
export function acquisitionSuite(open: () => Promise<Database>): void {
  let database: Database
  let ports: Ports
  let otherTenant: string
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    database = await open()
    ports = database.ports
    otherTenant = database.otherTenant
    close = () => database.close()
  }, OPENING_MS)
  afterAll(() => close?.(), OPENING_MS)

  let days = 0
  /** A day of its own for each test. */
  const newDay = () => new Date(Date.UTC(2026, 0, (days += 10))).toISOString().slice(0, 10)
  const kind = (day: string, changes: Partial<Signup> = {}): Signup => ({
    day,
    source: '',
    medium: '',
    campaign: '',
    platform: '',
    gender: '',
    country: '',
    region: '',
    regionCode: '',
    ...changes,
  })
  const register = async (signup: Signup | undefined, tenantId = DEFAULT_TENANT) => {
    const user = newUser({ tenantId })
    expect(await ports.accounts.create(user, signup)).toBe('created')
    return user
  }
  async function counted(day: string, query: Partial<SignupQuery> = {}, tenant = DEFAULT_TENANT) {
    const all = { by: 'source', keys: 20, rankedFrom: day, from: day, to: day, only: {}, ...query } as const
    const rows = await ports.acquisition.counts(tenant, all)
    return rows.map(({ day: on, key, count }) => `${on} ${key}: ${count}`).toSorted()
  }

  describe('Sign-ups', () => {
    test('are counted by day and key, each in every dimension', async () => {
      const day = newDay()
      for (const source of ['google', 'google', 'friend', ''])
        await register(kind(day, { source, country: source && 'DE', platform: 'browser' }))
      expect(await counted(day)).toEqual([`${day} : 1`, `${day} friend: 1`, `${day} google: 2`])
      expect(await counted(day, { by: 'country' })).toEqual([`${day} : 1`, `${day} DE: 3`])
      expect(await counted(day, { by: 'platform' })).toEqual([`${day} browser: 4`])
    })

    test('lose none when many come at once', async () => {
      const day = newDay()
      const sources = Array.from({ length: 40 }, (_, index) => `source ${index % 3}`)
      await Promise.all(sources.map((source) => register(kind(day, { source }))))
      expect(await counted(day)).toEqual([
        `${day} source 0: 14`,
        `${day} source 1: 13`,
        `${day} source 2: 13`,
      ])
    })

    test('are not counted for an account that was not made, nor for programs', async () => {
      const day = newDay()
      const { deviceHash } = await register(undefined)
      const again = newUser({ deviceHash })
      expect(await ports.accounts.create(again, kind(day, { source: 'google' }))).toBe('device-taken')
      expect(await counted(day)).toEqual([])
    })

    test('stay when the person goes', async () => {
      const day = newDay()
      const { id } = await register(kind(day, { source: 'friend' }))
      await ports.personalData.erase({
        tenant: DEFAULT_TENANT,
        user: id,
        pseudonym: `erased-${id}`,
        emailDigest: null,
        reportableUntil: null,
        now: NOW,
      })
      expect(await ports.accounts.byId(id)).toBeUndefined()
      expect(await counted(day)).toEqual([`${day} friend: 1`])
    })

    test('of another tenant are not seen', async () => {
      const day = newDay()
      await register(kind(day, { source: 'friend' }), otherTenant)
      expect(await counted(day)).toEqual([])
      expect(await counted(day, {}, otherTenant)).toEqual([`${day} friend: 1`])
    })

    test('beyond the first keys of the ranking days are one, and what is not known stays apart', async () => {
      const [before, day] = [newDay(), newDay()]
      for (const source of ['once', 'once', 'once']) await register(kind(before, { source }))
      for (const source of ['a', 'a', 'a', 'b', 'b', 'once', '', '']) await register(kind(day, { source }))
      expect(await counted(day, { from: before, keys: 2 })).toEqual([
        `${before} other: 3`,
        `${day} : 2`,
        `${day} a: 3`,
        `${day} b: 2`,
        `${day} other: 1`,
      ])
    })

    test('are narrowed by every dimension, and what is not known is a value of its own', async () => {
      const day = newDay()
      const spring = {
        source: 'google',
        campaign: 'spring',
        gender: 'female',
        platform: 'pwa',
        country: 'DE',
      }
      await register(kind(day, spring))
      await register(kind(day, { ...spring, source: 'friend' }))
      await register(kind(day, { source: 'friend' }))
      await register(kind(day, { source: 'unknown', country: 'FR' }))
      const of = (only: SignupQuery['only']) => counted(day, { only })
      expect(await of({ signupSource: 'friend' })).toEqual([`${day} friend: 2`])
      for (const only of [
        { campaign: 'spring' },
        { gender: 'female' },
        { platform: 'pwa' },
        { country: 'DE' },
      ])
        expect(await of(only)).toEqual([`${day} friend: 1`, `${day} google: 1`])
      expect(await of({ country: 'unknown' })).toEqual([`${day} friend: 1`])
      expect(await of({ signupSource: 'unknown' })).toEqual([`${day} unknown: 1`])
      expect(await of({ country: 'DE', signupSource: 'google', gender: 'male' })).toEqual([])
    })

    test('are counted by place, each once, with the code of the region where it is known', async () => {
      const day = newDay()
      const bavaria = { country: 'DE', region: 'Bavaria', regionCode: 'BY' }
      for (const place of [bavaria, { ...bavaria, regionCode: '' }, { country: 'DE' }, {}])
        await register(kind(day, { ...place, source: 'friend' }))
      await register(kind(day, { ...bavaria, source: 'google' }))
      const places = (only: SignupQuery['only']) =>
        ports.acquisition.places(DEFAULT_TENANT, { from: day, to: day, only })
      const found = await places({})
      expect(found.toSorted((one, other) => other.count - one.count)).toEqual(
        expect.arrayContaining([
          { ...bavaria, count: 3 },
          { country: 'DE', region: '', regionCode: '', count: 1 },
          { country: '', region: '', regionCode: '', count: 1 },
        ]),
      )
      expect(found).toHaveLength(3)
      expect(await places({ signupSource: 'google' })).toEqual([{ ...bavaria, count: 1 }])
      expect(await ports.acquisition.places(otherTenant, { from: day, to: day, only: {} })).toEqual([])
    })

    test('are counted by what sent people, beside the window before', async () => {
      const [before, day] = [newDay(), newDay()]
      const cpc = { source: 'google', medium: 'cpc', campaign: 'spring' }
      for (const on of [before, day, day]) await register(kind(on, cpc))
      await register(kind(day, { source: 'google' }))
      await register(kind(day, { medium: 'cpc' }))
      await register(kind(before, { source: 'gone' }))
      const query = { from: day, to: day, previousFrom: before, only: {}, rows: 50 }
      const none = { medium: '', campaign: '' }
      expect(await ports.acquisition.sources(DEFAULT_TENANT, query)).toEqual({
        total: 4,
        unknown: 1,
        unique: 2,
        rows: [
          { ...cpc, count: 2, previous: 1 },
          { source: 'google', ...none, count: 1, previous: 0 },
        ],
      })
      const first = { ...query, rows: 1 }
      expect(await ports.acquisition.sources(DEFAULT_TENANT, first)).toMatchObject({
        total: 4,
        unique: 2,
        rows: [cpc],
      })
      const nobody = { total: 0, unknown: 0, unique: 0, rows: [] }
      expect(await ports.acquisition.sources(otherTenant, query)).toEqual(nobody)
    })

    test('say what they can be narrowed by, most frequent first', async () => {
      const day = newDay()
      for (const [source, country] of [
        ['b', 'DE'],
        ['b', ''],
        ['a', 'FR'],
        ['', 'DE'],
      ] as const)
        await register(kind(day, { source, country }), otherTenant)
      const values = (most: number) => ports.acquisition.values(otherTenant, { from: day, to: day }, most)
      const nothing = { gender: [], platform: [], campaign: [] }
      expect(await values(5)).toEqual({ ...nothing, signupSource: ['b', 'a'], country: ['DE', 'FR'] })
      expect(await values(1)).toEqual({ ...nothing, signupSource: ['b'], country: ['DE'] })
    })

    test('of a day full of kinds are counted as other, but by their country', async () => {
      const day = newDay()
      await database.crowd(otherTenant, day, KINDS_A_DAY - 1)
      const late = { medium: 'late', country: 'DE', region: 'Bavaria' }
      await register(kind(day, { source: 'real' }), otherTenant)
      await register(kind(day, { source: 'late', ...late }), otherTenant)
      await register(kind(day, { source: 'later', ...late }), otherTenant)
      await register(kind(day, { source: 'real' }), otherTenant)
      const rows = await counted(day, { keys: KINDS_A_DAY + 1 }, otherTenant)
      expect(rows).toHaveLength(KINDS_A_DAY + 1)
      expect(rows).toEqual(expect.arrayContaining([`${day} other: 2`, `${day} real: 2`]))
      expect(await counted(day, { by: 'country' }, otherTenant)).toContain(`${day} DE: 2`)
    })

    test('that are made up take no room from real ones', async () => {
      const day = newDay()
      const signups = Array.from({ length: KINDS_A_DAY }, (_, index) => ({
        signup: kind(day, { source: `source ${index}` }),
        count: 1,
      }))
      await ports.demoHistory.fill(otherTenant, madeUpOf({ signups, figures }), NOW)
      await register(kind(day, { source: 'real' }), otherTenant)
      expect(await counted(day, { keys: KINDS_A_DAY + 1 }, otherTenant)).toContain(`${day} real: 1`)
      await ports.demoHistory.remove(otherTenant)
    })
  })

  describe('DemoHistory', () => {
    const session = (): SessionRecord => ({
      id: `${DEMO_PREFIX}${randomUUID()}`,
      tenantId: DEFAULT_TENANT,
      chatType: 'text',
      startedAt: NOW,
      endedAt: NOW + 60_000,
      endReason: 'user_left',
      publicIds: null,
      participants: [`${DEMO_PREFIX}1`, `${DEMO_PREFIX}2`],
      messages: [1, 2],
    })

    /** Messages counted on the first of July, interests of that day, and alerts that are made up. */
    const madeUp = async () => {
      const query = { span: 'day', from: START, to: START, names: ['messages'] } as const
      const [day] = await ports.figureHistory.read(DEFAULT_TENANT, query)
      const window = { from: '2026-07-01', to: '2026-07-01' }
      const interests = await ports.interestCounts.top(DEFAULT_TENANT, window, 10)
      const alerts = await ports.alertStore.page(DEFAULT_TENANT, { limit: 100 })
      return [day?.counters.messages, interests.length, alerts.filter(({ isDemo }) => isDemo).length]
    }

    test('is written once however many try, stands beside what is real, and goes whole', async () => {
      const day = newDay()
      const somebody = newUser({ createdAt: NOW })
      await ports.accounts.create(somebody)
      ports.history.record({ ...session(), id: randomUUID(), participants: [somebody.id, `${DEMO_PREFIX}2`] })
      await register(kind(day, { source: 'friend' }))
      const signups = [{ signup: kind(day, { source: 'friend' }), count: 7 }]
      const made = madeUpOf({ signups, sessions: Array.from({ length: 2_001 }, session), figures })
      const all = await Promise.all([1, 2, 3].map(() => ports.demoHistory.fill(DEFAULT_TENANT, made, NOW)))
      expect(all.filter(Boolean)).toHaveLength(1)
      expect(await ports.demoHistory.isThere(DEFAULT_TENANT)).toBe(true)
      expect(await ports.demoHistory.isThere(otherTenant)).toBe(false)
      await ports.figureHistory.add(DEFAULT_TENANT, START + 5, { messages: 1 })
      expect(await madeUp()).toEqual([10, 1, 1])
      expect(await counted(day)).toEqual([`${day} friend: 8`])
      expect(await ports.history.totals(`${DEMO_PREFIX}1`)).toMatchObject({ sessions: 2_001 })

      expect(await ports.demoHistory.remove(DEFAULT_TENANT)).toBe(true)
      expect(await ports.demoHistory.remove(DEFAULT_TENANT)).toBe(false)
      expect(await ports.demoHistory.isThere(DEFAULT_TENANT)).toBe(false)
      expect(await counted(day)).toEqual([`${day} friend: 1`])
      expect(await madeUp()).toEqual([1, 0, 0])
      expect(await ports.history.totals(`${DEMO_PREFIX}1`)).toMatchObject({ sessions: 0 })
      expect(await ports.history.totals(somebody.id)).toMatchObject({ sessions: 1 })
    })
  })
}
