import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import { madeUpHistory } from '@/lib/server/demo/made-up-history'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { People, ReportQueue } from '../moderation/administration'
import type { Appeals } from '../moderation/casework'
import type { Visits } from '@/lib/server/ports/visits/visits'
import type { ConversationDays } from '../conversations/conversation-days'
import type { Conversations } from '../conversations/conversations'
import type { ModerationCounts } from '../moderation/moderation-counts'
import type { OutboxStore } from '../outbox/outbox-store'
import type { Ledger } from '../payments/ledger'
import { newOrder, paid } from '../payments/new-order.fixture'
import type { Orders } from '../payments/orders'
import type { Revenue } from '../payments/revenue'
import { DEMO_PREFIX, type DemoHistory } from './acquisition'
import { madeUp } from './made-up.fixture'

interface Ports {
  readonly accounts: Accounts
  readonly demoHistory: DemoHistory
  readonly orders: Orders
  readonly ledger: Ledger
  readonly revenue: Revenue
  readonly outboxStore: OutboxStore
  readonly reportQueue: ReportQueue
  readonly people: People
  readonly appeals: Appeals
  readonly moderationCounts: ModerationCounts
  readonly conversations: Conversations
  readonly conversationDays: ConversationDays
  readonly visits: Pick<Visits, 'ofUser'>
}

const { money, cases, moderation, workspace } = madeUpHistory(NOW)
const HISTORY = madeUp({ money, cases, moderation })
const TENANT = DEFAULT_TENANT
const VIEWER = { tenantId: TENANT, userId: 'somebody who reads' }

/** Holds for every adapter of `DemoHistory`, with the books and the cases that it writes in. */
export function demoHistorySuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('DemoHistory, its books and cases', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
      for (const kind of ['receipt', 'refund', 'report-outcome'] as const) ports.outboxStore.open(kind)
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    const audit = (action: string, targetId: string) => ({
      tenantId: TENANT,
      actorId: 'moderator',
      action,
      targetId,
      details: { reason: 'for a test' },
      at: NOW,
    })
    async function figures() {
      const window = { from: addDays(dayOf(NOW), -100), to: dayOf(NOW) }
      const query = { ...window, by: 'coin_package', keys: 20, rankedFrom: window.from, only: {} } as const
      const rows = await ports.revenue.counts(TENANT, query)
      const sum = (read: (row: (typeof rows)[number]) => number) =>
        rows.reduce((total, row) => total + read(row), 0)
      const spent = await ports.revenue.spending(TENANT, window)
      return {
        orders: sum(({ created }) => created),
        paid: sum((row) => row.paid),
        gross: sum(({ gross }) => gross),
        refunds: sum(({ refunds }) => refunds),
        spent: spent.reduce((total, { coins }) => total + coins, 0),
      }
    }
    async function books() {
      const { sums, lopsided, wrongWallets, transactions } = await ports.ledger.check(TENANT)
      return { transactions, odd: sums.filter(({ sum }) => sum !== 0), lopsided, wrongWallets }
    }

    test('adds up beside what is real, is sent back as any order, and goes whole', async () => {
      const user = newUser()
      await ports.accounts.create(user)
      const order = newOrder(user.id, NOW)
      await ports.orders.create(order)
      await ports.orders.settle(order.provider, paid(order), NOW)
      const real = { books: await books(), figures: await figures() }
      expect(real.books).toEqual({ transactions: 1, odd: [], lopsided: [], wrongWallets: [] })

      await ports.demoHistory.fill(TENANT, HISTORY, NOW)
      const count = money.transactions.length
      expect(await books()).toEqual({ ...real.books, transactions: 1 + count })
      const { orders, spent } = await figures()
      expect(orders).toBe(real.figures.orders + money.orders.length)
      expect(spent).toBeGreaterThan(real.figures.spent)

      const mine = money.orders.find(({ status }) => status === 'paid')
      if (!mine) throw new Error('Something was bought')
      await ports.orders.requestRefund(TENANT, mine.id, 'for a test', audit('order.refunded', mine.id))
      const { paymentId } = mine
      const sentBack = { ...paid(mine), paymentId, kind: 'refunded', amount: mine.price } as const
      expect(await ports.orders.settle('simulated', sentBack, NOW)).toMatchObject({ changed: true })
      expect(await books()).toEqual({ ...real.books, transactions: 2 + count })

      await ports.demoHistory.remove(TENANT)
      expect({ books: await books(), figures: await figures() }).toEqual(real)
      expect(await ports.orders.find(mine.id)).toBeUndefined()
      expect(await ports.ledger.balance(user.id)).toBe(order.coins)
    })

    test('has cases to work on, whose people can be banned and let in again, and takes them along', async () => {
      await ports.demoHistory.fill(TENANT, HISTORY, NOW)
      const waiting = await ports.moderationCounts.waiting(TENANT)
      expect(waiting.pending).toBeGreaterThan(3)
      expect(waiting.appeals).toBeGreaterThan(0)
      const [report] = await ports.reportQueue.page(VIEWER, { status: 'pending', limit: 1 })
      if (!report) throw new Error('A report waits')
      const found = await ports.reportQueue.find(VIEWER, report.id)
      expect(found?.file.messages.length).toBeGreaterThan(0)
      const { userId } = report.reported
      const ban = audit('account.banned', userId)
      const resolves = { report: report.id, audit: audit('report.reviewed', report.id) }
      expect(await ports.people.ban(TENANT, userId, NOW + 1, ban, resolves)).toMatchObject({ alsoOf: [] })
      expect((await ports.reportQueue.find(VIEWER, report.id))?.file).toMatchObject({
        status: 'resolved',
        reported: { bannedUntil: NOW + 1 },
      })
      const [appeal] = await ports.appeals.page(TENANT, { status: 'pending', limit: 1 })
      if (!appeal) throw new Error('An appeal waits')
      const lifted = { outcome: 'lifted', answer: 'read again', moderator: 'moderator' } as const
      await ports.appeals.decide(TENANT, appeal.id, lifted, audit('appeal.decided', appeal.id))
      expect(await ports.appeals.banOf(TENANT, appeal.person.userId, NOW)).toBeUndefined()

      await ports.demoHistory.remove(TENANT)
      expect(await ports.moderationCounts.waiting(TENANT)).toEqual({ pending: 0, oldest: null, appeals: 0 })
      expect(await ports.reportQueue.page(VIEWER, { limit: 1 })).toEqual([])
      expect(await ports.appeals.banOf(TENANT, userId, NOW)).toBeUndefined()
      expect(userId.startsWith(DEMO_PREFIX)).toBe(true)
    })

    test('has a workspace with figures of each day, of which administrators see some unread, and takes it along', async () => {
      const admin = newUser({ role: 'admin' })
      await ports.accounts.create(admin)
      const window = { from: addDays(dayOf(NOW), -90), to: dayOf(NOW) }
      const sent = workspace.conversations.reduce((sum, { messages }) => sum + messages.length, 0)
      const sumOf = async () =>
        (await ports.conversationDays.counts(TENANT, window)).reduce((sum, { messages }) => sum + messages, 0)
      const real = await sumOf()

      await ports.demoHistory.fill(TENANT, madeUp({ workspace }), NOW)
      const counts = await ports.conversationDays.counts(TENANT, window)
      expect(new Set(counts.map(({ day }) => day)).size).toBe(90)
      expect(await sumOf()).toBe(real + sent)
      const mine = await ports.conversations.ofUser(admin.id, new Set())
      expect(mine).toHaveLength(workspace.conversations.length)
      const desk = mine.find(({ name }) => name === 'demo-front-desk')
      expect(desk).toMatchObject({ memberCount: 7, unread: 5 })
      const { messages } = workspace.conversations.find(({ id }) => id === desk?.id) ?? {}
      expect(desk?.lastMessage).toMatchObject(messages?.at(-1) ? { text: messages.at(-1)?.text } : {})
      const { visits } = await ports.visits.ofUser(admin.id, { isOver: false, limit: 10 })
      expect(visits).toMatchObject([{ visit: { host: admin.id }, state: 'admitted', participantCount: 4 }])

      await ports.demoHistory.remove(TENANT)
      expect(await ports.conversations.ofUser(admin.id, new Set())).toEqual([])
      expect(await sumOf()).toBe(real)
      expect(await ports.accounts.byId(workspace.people[0]?.id ?? '')).toBeUndefined()
    })
  })
}
