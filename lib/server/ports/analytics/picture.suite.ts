import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Alert } from '@/lib/domain/alerts'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser } from '../accounts/new-user.fixture'
import type { AlertStore } from '../alerts/alert-store'
import type { OutboxStore } from '../outbox/outbox-store'
import type { Settings } from '../settings/settings'
import type { FigureHistory } from './figure-history'
import { INTERESTS_A_DAY, type InterestCounts } from './interest-counts'

interface Ports {
  readonly accounts: Accounts
  readonly alertStore: AlertStore
  readonly figureHistory: FigureHistory
  readonly interestCounts: InterestCounts
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
