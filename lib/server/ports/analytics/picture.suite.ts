import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Alert } from '@/lib/domain/alerts'
import type { NarrowedBy } from '@/lib/domain/figure-filter'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { retentionLimits } from '@/lib/domain/retention'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { AlertStore } from '../alerts/alert-store'
import type { OutboxStore } from '../outbox/outbox-store'
import type { Retention } from '../sessions/history'
import type { Settings } from '../settings/settings'
import type { FigureHistory } from './figure-history'
import { INTERESTS_A_DAY, type InterestCounts } from './interest-counts'
import type { DemoHistory } from './acquisition'
import { madeUp } from './made-up.fixture'
import type { NarrowedFact, NarrowedFigures, NarrowedSpan } from './narrowed-figures'

interface Ports {
  readonly accounts: Accounts
  readonly alertStore: AlertStore
  readonly figureHistory: FigureHistory
  readonly interestCounts: InterestCounts
  readonly narrowedFigures: NarrowedFigures
  readonly demoHistory: DemoHistory
  readonly retention: Retention
  readonly outboxStore: OutboxStore
  readonly settings: Settings
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Holds for every adapter of `FigureHistory`, `AlertStore` and `Settings`. */
export function pictureSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  let database: SuiteDatabase<Ports>
  let ports: Ports
  beforeAll(async () => {
    database = await open()
    ports = database.ports
  }, OPENING_MS)
  afterAll(() => database.close(), OPENING_MS)

  let times = 0
  /** A tenant of its own for each test. */
  const newTenant = () => `tenant ${(times += 1)}`

  describe('the history of figures', () => {
    const midnight = Date.UTC(2026, 4, 4)

    test('what is counted adds up by hour and by day', async () => {
      const tenant = newTenant()
      const { add, read } = ports.figureHistory
      expect(await add(tenant, midnight + 10, { 'text.waits:43': 2, messages: 5 })).toBe(true)
      expect(await add(tenant, midnight + HOUR - 1, { 'text.waits:43': 1, 'text.waits:44': 1 })).toBe(true)
      expect(await add(tenant, midnight + HOUR, { 'text.waits:43': 4 })).toBe(true)
      const names = ['text.waits', 'messages']
      expect(await read(tenant, { span: 'hour', from: midnight, to: midnight + HOUR, names })).toEqual([
        { start: midnight, counters: { 'text.waits:43': 3, 'text.waits:44': 1, messages: 5 } },
        { start: midnight + HOUR, counters: { 'text.waits:43': 4 } },
      ])
      expect(await read(tenant, { span: 'day', from: midnight, to: midnight + DAY, names })).toEqual([
        { start: midnight, counters: { 'text.waits:43': 7, 'text.waits:44': 1, messages: 5 } },
      ])
    })

    test('levels keep the highest, in the hour and in the day', async () => {
      const tenant = newTenant()
      for (const [minute, online] of [3, 9, 4].entries())
        await ports.figureHistory.add(tenant, midnight + minute * 60_000 + 1, { 'peak.online': online })
      const query = { from: midnight, to: midnight, names: ['peak.online'] }
      for (const span of ['hour', 'day'] as const)
        expect(await ports.figureHistory.read(tenant, { ...query, span })).toEqual([
          { start: midnight, counters: { 'peak.online': 9 } },
        ])
    })

    test('an addition that comes again is left out, as is one that is earlier than the last', async () => {
      const tenant = newTenant()
      const add = (at: number) => ports.figureHistory.add(tenant, at, { messages: 1 })
      expect(await add(midnight + 20)).toBe(true)
      expect(await add(midnight + 20)).toBe(false)
      expect(await add(midnight + 10)).toBe(false)
      const query = { span: 'day', from: midnight, to: midnight, names: ['messages'] } as const
      expect(await ports.figureHistory.read(tenant, query)).toEqual([
        { start: midnight, counters: { messages: 1 } },
      ])
    })

    test('of additions of one moment by several processes at once, one counts', async () => {
      const tenant = newTenant()
      const add = () => ports.figureHistory.add(tenant, midnight + 1, { messages: 1 })
      const added = await Promise.all([add(), add(), add()])
      expect(added.filter(Boolean)).toHaveLength(1)
    })

    test('a name is found whole, and only in its tenant', async () => {
      const tenant = newTenant()
      await ports.figureHistory.add(tenant, midnight + 1, { 'text.waits:1': 1, 'text.waitsOfOthers:1': 1 })
      const query = { span: 'day', from: midnight, to: midnight, names: ['text.waits'] } as const
      expect(await ports.figureHistory.read(tenant, query)).toEqual([
        { start: midnight, counters: { 'text.waits:1': 1 } },
      ])
      expect(await ports.figureHistory.read(newTenant(), query)).toEqual([])
    })
  })

  describe('narrowed figures', () => {
    const midnight = Date.UTC(2026, 4, 4)
    const germany = { country: 'DE', region: null, regionCode: null }
    const by = (dimension: NarrowedBy['dimension'], value: string): NarrowedBy => ({ dimension, value })
    async function register(platform: string | null, isGerman = false): Promise<string> {
      const user = newUser({ platform, place: isGerman ? germany : null })
      await ports.accounts.create(user)
      return user.id
    }
    const add = (tenant: string, users: readonly string[], more: Partial<NarrowedFact> = {}) =>
      ports.narrowedFigures.add({ tenant, users, at: midnight + 1, counters: { 'text.rooms': 1 }, ...more })
    const days = (tenant: string, of: NarrowedBy, names: readonly string[] = ['text.rooms']) =>
      ports.narrowedFigures.read(tenant, { span: 'day', from: midnight, to: midnight + DAY, names, by: of })
    const rooms = async (tenant: string, of: NarrowedBy) =>
      (await days(tenant, of)).reduce((sum, { counters }) => sum + (counters['text.rooms'] ?? 0), 0)

    test('what two people did is counted wherever one of them is from, and once where both are', async () => {
      const tenant = newTenant()
      const [ann, bob, cat] = [
        await register('PWA', true),
        await register('browser', true),
        await register('toaster'),
      ]
      add(tenant, [ann, bob])
      add(tenant, [ann, cat])
      expect(await rooms(tenant, by('country', 'DE'))).toBe(2)
      expect(await rooms(tenant, by('country', 'unknown'))).toBe(1)
      expect(await rooms(tenant, by('country', 'FR'))).toBe(0)
      expect(await rooms(tenant, by('platform', 'pwa'))).toBe(2)
      expect(await rooms(tenant, by('platform', 'browser'))).toBe(1)
      expect(await rooms(tenant, by('platform', 'other'))).toBe(1)
      expect(await rooms(newTenant(), by('country', 'DE'))).toBe(0)
    })

    test('who is not there any more is not known', async () => {
      const tenant = newTenant()
      add(tenant, [randomUUID()])
      expect(await rooms(tenant, by('platform', 'unknown'))).toBe(1)
      expect(await rooms(tenant, by('country', 'unknown'))).toBe(1)
    })

    test('they add up by hour and by day, however many come, and are read by whole names', async () => {
      const tenant = newTenant()
      const ann = await register('pwa')
      const waits = (at: number, counters: NarrowedFact['counters']) => add(tenant, [ann], { at, counters })
      waits(midnight + 10, { 'text.waits:43': 2, 'text.waitsOfOthers:1': 1 })
      waits(midnight + HOUR - 1, { 'text.waits:43': 1, 'text.waits:44': 1 })
      const pwa = by('platform', 'pwa')
      const hours = () =>
        ports.narrowedFigures.read(tenant, {
          span: 'hour',
          from: midnight,
          to: midnight + HOUR,
          names: ['text.waits'],
          by: pwa,
        })
      expect(await hours()).toEqual([
        { start: midnight, counters: { 'text.waits:43': 3, 'text.waits:44': 1 } },
      ])
      waits(midnight + HOUR, { 'text.waits:43': 4 })
      expect(await hours()).toEqual([
        { start: midnight, counters: { 'text.waits:43': 3, 'text.waits:44': 1 } },
        { start: midnight + HOUR, counters: { 'text.waits:43': 4 } },
      ])
      expect(await days(tenant, pwa, ['text.waits'])).toEqual([
        { start: midnight, counters: { 'text.waits:43': 7, 'text.waits:44': 1 } },
      ])
      expect(await days(tenant, pwa, ['audio.waits'])).toEqual([])
    })

    test('made-up ones stand beside them and go whole', async () => {
      const tenant = newTenant()
      add(tenant, [await register('pwa')])
      const pwa = by('platform', 'pwa')
      const made: NarrowedSpan = { ...pwa, span: 'day', start: midnight, counters: { 'text.rooms': 5 } }
      const figures = { hours: [], days: [], narrowed: [made], interests: [], alerts: [] }
      await ports.demoHistory.fill(tenant, madeUp({ figures }), 1)
      expect(await rooms(tenant, pwa)).toBe(6)
      await ports.demoHistory.remove(tenant)
      expect(await rooms(tenant, pwa)).toBe(1)
    })

    test('hours and days go when theirs do', async () => {
      const tenant = newTenant()
      add(tenant, [await register('pwa')])
      const pwa = by('platform', 'pwa')
      const hours = async () =>
        (
          await ports.narrowedFigures.read(tenant, {
            span: 'hour',
            from: midnight,
            to: midnight,
            names: ['text.rooms'],
            by: pwa,
          })
        ).length
      const limits = retentionLimits(0)
      await ports.retention.purge({ ...limits, figureHours: midnight, figureDays: midnight })
      expect([await hours(), await rooms(tenant, pwa)]).toEqual([1, 1])
      await ports.retention.purge({ ...limits, figureHours: midnight + 1, figureDays: midnight })
      expect([await hours(), await rooms(tenant, pwa)]).toEqual([0, 1])
      await ports.retention.purge({ ...limits, figureDays: midnight + 1 })
      expect(await rooms(tenant, pwa)).toBe(0)
    })
  })

  describe('alerts', () => {
    const now = Date.UTC(2031, 0, 1)
    const newAlert = (changes: Partial<Alert> = {}): Alert => ({
      id: randomUUID(),
      kind: 'errors',
      value: 30,
      worst: 30,
      threshold: 20,
      raisedAt: now,
      clearedAt: null,
      isDemo: false,
      ...changes,
    })

    test('one of a kind goes on at a time, however many processes raise it at once', async () => {
      const tenant = newTenant()
      const alerts = [newAlert(), newAlert(), newAlert()]
      const raised = await Promise.all(alerts.map((alert) => ports.alertStore.raise(tenant, alert)))
      expect(raised.filter(Boolean)).toHaveLength(1)
      expect(await ports.alertStore.open(tenant)).toHaveLength(1)
      expect(await ports.alertStore.raise(tenant, newAlert({ kind: 'ledger' }))).toBe(true)
    })

    test('an alert becomes worse, never better, and is cleared once', async () => {
      const tenant = newTenant()
      const alert = newAlert()
      await ports.alertStore.raise(tenant, alert)
      await ports.alertStore.worsen(tenant, alert.id, 90)
      await ports.alertStore.worsen(tenant, alert.id, 40)
      const cleared = { ...alert, value: 3, worst: 90, clearedAt: now + 60_000 }
      expect(await ports.alertStore.clear(tenant, alert.id, 3, now + 60_000)).toEqual(cleared)
      expect(await ports.alertStore.clear(tenant, alert.id, 1, now + 90_000)).toBeUndefined()
      expect(await ports.alertStore.open(tenant)).toEqual([])
      expect(await ports.alertStore.page(tenant, { limit: 5 })).toEqual([cleared])
      expect(await ports.alertStore.raise(tenant, newAlert())).toBe(true)
    })

    test('earlier alerts are read newest first, a page at a time', async () => {
      const tenant = newTenant()
      for (const hour of [1, 2, 3]) {
        const alert = newAlert({ raisedAt: now + hour * HOUR })
        await ports.alertStore.raise(tenant, alert)
        await ports.alertStore.clear(tenant, alert.id, 0, now + hour * HOUR + 1)
      }
      const hours = async (query: { before?: number; limit: number }) =>
        (await ports.alertStore.page(tenant, query)).map(({ raisedAt }) => (raisedAt - now) / HOUR)
      expect(await hours({ limit: 2 })).toEqual([3, 2])
      expect(await hours({ limit: 2, before: now + 2 * HOUR })).toEqual([1])
    })

    test('administrators with a confirmed address, and the webhook, are told when it is raised and cleared', async () => {
      const { outboxStore, accounts, alertStore } = ports
      outboxStore.open('alert-mail')
      outboxStore.open('alert-webhook')
      const chief = newUser({ role: 'admin', email: `${randomUUID()}@example.org` })
      await accounts.create(chief)
      const alert = newAlert({ kind: 'report-queue' })
      await alertStore.raise(DEFAULT_TENANT, alert)
      const claim = (kind: 'alert-mail' | 'alert-webhook', at: number) =>
        outboxStore.claim(kind, { limit: 100, now: at, leaseMs: HOUR })
      const mails = await claim('alert-mail', now + 1)
      expect(mails.filter(({ user }) => user === chief.id)).toEqual([]) // nobody has confirmed that address
      const [raised] = await claim('alert-webhook', now + 1)
      expect(raised).toMatchObject({
        key: 'report-queue',
        payload: { alert: { id: alert.id, clearedAt: null } },
      })
      if (raised) await outboxStore.settle(raised, { state: 'done', at: now + 1 })
      await alertStore.clear(DEFAULT_TENANT, alert.id, 2, now + 5)
      const [cleared] = await claim('alert-webhook', now + 5)
      expect(cleared).toMatchObject({ payload: { alert: { id: alert.id, clearedAt: now + 5, value: 2 } } })
    })
  })

  describe('counts of interests', () => {
    test('they add up by day, and the most named come first', async () => {
      const tenant = newTenant()
      const { add, top } = ports.interestCounts
      await add(tenant, '2026-05-04', [
        { interest: 'chess', joined: 5, met: 1 },
        { interest: 'music', joined: 9, met: 0 },
      ])
      await add(tenant, '2026-05-04', [{ interest: 'chess', joined: 6, met: 2 }])
      await add(tenant, '2026-05-06', [{ interest: 'music', joined: 100, met: 100 }])
      expect(await top(tenant, { from: '2026-05-03', to: '2026-05-05' }, 10)).toEqual([
        { interest: 'chess', joined: 11, met: 3 },
        { interest: 'music', joined: 9, met: 0 },
      ])
      expect(await top(tenant, { from: '2026-05-04', to: '2026-05-06' }, 1)).toEqual([
        { interest: 'music', joined: 109, met: 100 },
      ])
    })

    test('a day that is full of interests goes on counting those that it has, and accepts no others', async () => {
      const tenant = newTenant()
      const day = '2026-05-10'
      const one = (interest: string) => ({ interest, joined: 1, met: 0 })
      const many = Array.from({ length: INTERESTS_A_DAY + 5 }, (_, number) =>
        one(`interest ${1_000 + number}`),
      )
      await ports.interestCounts.add(tenant, day, many)
      await ports.interestCounts.add(tenant, day, [one('interest 1000'), one('another')])
      const found = await ports.interestCounts.top(tenant, { from: day, to: day }, 1_000)
      expect(found).toHaveLength(INTERESTS_A_DAY)
      expect(found[0]).toEqual({ interest: 'interest 1000', joined: 2, met: 0 })
    })
  })

  describe('settings', () => {
    test('what was set last is read, by name and tenant', async () => {
      const [tenant, other] = [newTenant(), newTenant()]
      const about = {
        tenantId: tenant,
        actorId: null,
        action: 'test.set',
        targetId: null,
        details: {},
        at: 1,
      }
      const { read, write } = ports.settings
      expect(await read(tenant, ['matching-policy'])).toEqual(new Map())
      await write(tenant, 'matching-policy', { delayMs: 1 }, about)
      await write(tenant, 'matching-policy', { delayMs: 2 }, about)
      await write(tenant, 'alert-threshold.errors', { raise: 1 }, about)
      expect(await read(tenant, ['matching-policy', 'alert-threshold.ledger'])).toEqual(
        new Map([['matching-policy', { delayMs: 2 }]]),
      )
      expect(await read(other, ['matching-policy'])).toEqual(new Map())
    })
  })
}
