import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEFAULT_TENANT } from '@/lib/domain/ids'
import type { LastingGood } from '@/lib/domain/payments/goods'
import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'
import type { Narrowed } from '@/lib/domain/figure-filter'
import { dayOf } from '@/lib/domain/days'
import type { Accounts } from '../accounts/accounts'
import { OPENING_MS, type SuiteDatabase } from '../accounts/accounts.suite'
import { newUser, REGISTERED_AT as NOW } from '../accounts/new-user.fixture'
import type { PersonalData } from '../accounts/personal-data'
import type { OutboxStore } from '../outbox/outbox-store'
import type { Ledger } from './ledger'
import { newOrder, notice, paid } from './new-order.fixture'
import type { Orders } from './orders'
import type { Revenue } from './revenue'

interface Ports {
  readonly accounts: Accounts
  readonly orders: Orders
  readonly ledger: Ledger
  readonly revenue: Revenue
  readonly outboxStore: OutboxStore
  readonly personalData: PersonalData
}

/** Runs of the property; each is some dozens of transactions. */
const RUNS = 15

/** Holds for every adapter of `Orders`, `Ledger` and `Revenue`, which are one set of books. */
export function paymentsSuite(open: () => Promise<SuiteDatabase<Ports>>): void {
  describe('Payments', () => {
    let database: SuiteDatabase<Ports>
    let ports: Ports
    beforeAll(async () => {
      database = await open()
      ports = database.ports
      for (const kind of ['receipt', 'refund'] as const) ports.outboxStore.open(kind)
    }, OPENING_MS)
    afterAll(() => database.close(), OPENING_MS)

    async function person(changes: Parameters<typeof newUser>[0] = {}) {
      const user = newUser(changes)
      await ports.accounts.create(user)
      return user.id
    }
    async function ordered(user: string, changes: Partial<Order> = {}) {
      const order = newOrder(user, NOW, changes)
      await ports.orders.create(order)
      return order
    }
    const settle = (order: Order, said: PaymentNotice) => ports.orders.settle(order.provider, said, NOW)
    const spend = (
      userId: string,
      price: number,
      key: string = randomUUID(),
      good: LastingGood = 'longer-search',
    ) => ports.ledger.spend({ tenantId: DEFAULT_TENANT, userId, good, choice: null, price, key, at: NOW })
    const balance = (user: string) => ports.ledger.balance(user)
    async function expectEven() {
      const { sums, lopsided, wrongWallets } = await ports.ledger.check(DEFAULT_TENANT)
      expect({ odd: sums.filter(({ sum }) => sum !== 0), lopsided, wrongWallets }).toEqual({
        odd: [],
        lopsided: [],
        wrongWallets: [],
      })
    }

    test('an order that is paid hands its coins out once, however often and at once that is said', async () => {
      const user = await person()
      const order = await ordered(user)
      expect(await balance(user)).toBe(0)
      const all = await Promise.all([1, 2, 3, 4].map(() => settle(order, paid(order))))
      expect(all.filter((one) => one?.changed)).toHaveLength(1)
      expect(all.find((one) => one?.changed)).toMatchObject({
        balance: 100,
        order: { status: 'paid', paidAt: NOW },
      })
      expect(await balance(user)).toBe(100)
      expect((await ports.accounts.byId(user))?.coins).toBe(100)
      await expectEven()
    })

    test('is found by the provider’s names too, and never by those of another provider', async () => {
      const order = await ordered(await person())
      const { checkoutId } = order
      const nameless = { ...paid(order), orderId: null, paymentId: null }
      expect(await ports.orders.settle('razorpay', nameless, NOW)).toBeUndefined()
      expect(await ports.orders.settle('stripe', { ...nameless, checkoutId: 'another' }, NOW)).toBeUndefined()
      expect(await ports.orders.settle('stripe', { ...nameless, checkoutId }, NOW)).toMatchObject({
        changed: true,
      })
    })

    test.each([
      ['too little', { amount: 198 }],
      ['too much', { amount: 200 }],
      ['another currency', { currency: 'JPY' }],
    ])('%s buys nothing, is kept apart, and goes back', async (_, changes) => {
      const user = await person()
      const order = await ordered(user)
      const wrong = { ...paid(order), ...changes }
      const held = await settle(order, wrong)
      expect(held?.order).toMatchObject({
        status: 'failed',
        failure: 'price-mismatch',
        received: wrong.amount,
      })
      expect(await settle(order, paid(order))).toMatchObject({ changed: false })
      expect(await balance(user)).toBe(0)
      await expectEven()
      const back = await settle(order, { ...wrong, kind: 'refunded' })
      expect(back?.order).toMatchObject({ status: 'refunded', refunded: wrong.amount, coinsTaken: 0 })
      await expectEven()
    })

    test('a second payment of an order waits to be sent back, whatever the first one was, and however often it is said', async () => {
      for (const first of [199, 1]) {
        const user = await person()
        const order = await ordered(user)
        await settle(order, { ...paid(order), amount: first })
        const coins = await balance(user)
        const second = { ...paid(order), paymentId: `second_${order.id}` }
        const all = await Promise.all([1, 2, 3].map(() => settle(order, second)))
        const [held] = all.filter((one) => one?.changed)
        expect(all.filter((one) => one?.changed)).toHaveLength(1)
        const { id: surplus } = held?.order ?? order
        expect(surplus).not.toBe(order.id)
        expect(held?.order).toMatchObject({
          status: 'failed',
          failure: 'surplus',
          received: 199,
          refunded: 0,
        })
        expect(await ports.orders.find(order.id)).toMatchObject({ received: first })
        expect(await balance(user)).toBe(coins)
        const [booked] = await ports.ledger.page(DEFAULT_TENANT, { user, account: 'suspense', limit: 1 })
        expect(booked).toMatchObject({ kind: 'mismatch', about: surplus })

        const back = await settle(order, { ...second, kind: 'refunded' })
        expect(back?.order).toMatchObject({ id: surplus, status: 'refunded', refunded: 199, coinsTaken: 0 })
        expect(await ports.orders.find(order.id)).toMatchObject({ refunded: 0 })
        expect(await balance(user)).toBe(coins)
        await expectEven()
      }
    })

    test('a card that was refused before another one paid is not the payment', async () => {
      const order = await ordered(await person())
      await settle(order, { ...notice(order, 'declined'), paymentId: 'refused' })
      await settle(order, paid(order))
      expect(await settle(order, paid(order))).toMatchObject({ changed: false })
      expect(await ports.orders.find(order.id)).toMatchObject({ paymentId: paid(order).paymentId })
    })

    test('a refund in parts takes coins in parts, and counts what went back in all', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      const part = await settle(order, notice(order, 'refunded', 100))
      expect(part).toMatchObject({ balance: 50, order: { status: 'paid', refunded: 100, coinsTaken: 50 } })
      expect(await settle(order, notice(order, 'refunded', 100))).toMatchObject({ changed: false })
      const whole = await settle(order, notice(order, 'refunded', 199))
      expect(whole).toMatchObject({ balance: 0, order: { status: 'refunded', coinsTaken: 100 } })
      expect(await settle(order, notice(order, 'refunded', 100))).toMatchObject({ changed: false })
      expect(await settle(order, paid(order))).toMatchObject({ changed: false })
      await expectEven()
    })

    test('what was spent is written off when the money goes back, and the wallet stays at nothing', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      await spend(user, 80)
      expect(await settle(order, notice(order, 'refunded', 199))).toMatchObject({ balance: 0 })
      const [refunded] = await ports.ledger.page(DEFAULT_TENANT, { user, kind: 'refund', limit: 1 })
      const entries = refunded?.entries.filter(({ unit }) => unit === 'coin') ?? []
      expect(entries.map(({ kind, amount }) => `${kind} ${amount}`).toSorted()).toEqual([
        'issued 100',
        'wallet -20',
        'written-off -80',
      ])
      await expectEven()
    })

    test('money that goes back before the news of its coming has come', async () => {
      const user = await person()
      const order = await ordered(user)
      expect(await settle(order, notice(order, 'refunded', 199))).toMatchObject({
        order: { status: 'refunded' },
      })
      expect(await settle(order, paid(order))).toMatchObject({ changed: false })
      expect(await balance(user)).toBe(0)
      await expectEven()
    })

    test('an order that was given up is paid all the same when the money comes late', async () => {
      const user = await person()
      const order = await ordered(user)
      expect((await settle(order, notice(order, 'expired')))?.order).toMatchObject({ failure: 'abandoned' })
      expect(await settle(order, paid(order))).toMatchObject({ balance: 100, order: { failure: null } })
    })

    test('a dispute takes nothing until it is lost, and what is decided stays decided', async () => {
      const user = await person()
      const [won, lost] = [await ordered(user), await ordered(user)]
      for (const order of [won, lost]) await settle(order, paid(order))
      for (const order of [won, lost])
        expect((await settle(order, notice(order, 'disputed')))?.order.dispute).toBe('open')
      expect(await balance(user)).toBe(200)
      expect((await settle(won, notice(won, 'dispute-won')))?.order.dispute).toBe('won')
      expect(await settle(won, notice(won, 'disputed'))).toMatchObject({ changed: false })
      const over = await settle(lost, notice(lost, 'dispute-lost'))
      expect(over).toMatchObject({ balance: 100, order: { dispute: 'lost', status: 'refunded' } })
      expect(await settle(lost, notice(lost, 'dispute-lost'))).toMatchObject({ changed: false })
      await expectEven()
    })

    test('of people who spend the same coins at once only as many succeed as there are coins for', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      const all = await Promise.all(Array.from({ length: 12 }, () => spend(user, 30)))
      expect(all.filter(({ outcome }) => outcome === 'spent')).toHaveLength(3)
      expect(all.filter(({ outcome }) => outcome === 'too-poor')).toHaveLength(9)
      expect(await balance(user)).toBe(10)
      await expectEven()
    })

    test('the same purchase again, also at once, is paid once and tells the same', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      const all = await Promise.all([1, 2, 3].map(() => spend(user, 30, 'one')))
      expect(all.map(({ outcome }) => outcome).toSorted()).toEqual(['again', 'again', 'spent'])
      expect(new Set(all.map((one) => JSON.stringify({ ...one, outcome: '' }))).size).toBe(1)
      expect(await balance(user)).toBe(70)
      const another = { outcome: 'another' }
      expect(await spend(user, 30, 'one', 'message-look')).toEqual(another)
      const chosen = {
        tenantId: DEFAULT_TENANT,
        userId: user,
        good: 'gift',
        price: 5,
        key: 'two',
        at: NOW,
      } as const
      expect(await ports.ledger.spend({ ...chosen, choice: 'star' })).toMatchObject({ outcome: 'spent' })
      expect(await ports.ledger.spend({ ...chosen, choice: 'star' })).toMatchObject({ outcome: 'again' })
      expect(await ports.ledger.spend({ ...chosen, choice: 'flower' })).toEqual(another)
      expect(await spend(user, 30, 'two')).toEqual(another)
      expect(await balance(user)).toBe(65)
      expect(await spend(randomUUID(), 1)).toEqual({ outcome: 'unknown' })
    })

    test('what is had for a while lasts longer when it is bought again, and ends', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      await spend(user, 10)
      const [first] = await ports.ledger.possessions(user, NOW)
      await spend(user, 10)
      const [second] = await ports.ledger.possessions(user, NOW)
      const day = (first?.until ?? 0) - NOW
      expect(second?.until).toBe(NOW + 2 * day)
      expect(await ports.ledger.possessions(user, NOW + 2 * day)).toEqual([])
    })

    test('a person’s lines are all that moved their coins, newest first, page by page', async () => {
      const [user, other] = [await person(), await person()]
      for (const who of [user, other]) {
        const order = await ordered(who)
        await settle(order, paid(order))
        await spend(who, 30)
      }
      const all = await ports.ledger.linesOf(user, { limit: 10 })
      expect(all.map(({ kind, amount }) => [kind, amount])).toEqual([
        ['spend', -30],
        ['purchase', 100],
      ])
      expect(await ports.ledger.linesOf(user, { limit: 10, before: all[0]?.id })).toEqual(all.slice(1))
      expect(await ports.ledger.linesOf(other, { limit: 10, before: all[0]?.id })).toEqual([])
      expect(all.map(({ id, kind }) => id.split(':')[0] === kind)).toEqual([true, true])
      expect(await ports.ledger.page('other', { limit: 10 })).toEqual([])
      const [spent, bought] = await ports.ledger.page(DEFAULT_TENANT, { user, limit: 10 })
      for (const one of [spent, bought])
        expect(await ports.ledger.page(DEFAULT_TENANT, { user, about: one?.about, limit: 10 })).toEqual([one])
    })

    test('orders of the same moment come page by page, none of them left out', async () => {
      const user = await person()
      const ids = [(await ordered(user)).id, (await ordered(user)).id, (await ordered(user)).id].toSorted()
      const [first] = await ports.orders.ofUser(user, { limit: 1 })
      const rest = await ports.orders.ofUser(user, { limit: 5, before: NOW, beforeId: first?.id })
      expect([first?.id, ...rest.map(({ id }) => id)]).toEqual(ids)
    })

    test('a refund is decided once, and only where there is money; again, when it was given up', async () => {
      const user = await person()
      const [unpaid, order] = [await ordered(user), await ordered(user)]
      await settle(order, paid(order))
      const ask = (id: string, tenantId = DEFAULT_TENANT) =>
        ports.orders.requestRefund(tenantId, id, 'asked for it', {
          tenantId,
          actorId: null,
          action: 'order.refunded',
          targetId: id,
          details: {},
          at: NOW,
        })
      expect(await ask(randomUUID())).toBe('unknown')
      expect(await ask(order.id, database.otherTenant)).toBe('unknown')
      expect(await ask(unpaid.id)).toBe('no-money')
      const both = await Promise.all([ask(order.id), ask(order.id)])
      expect(both).toEqual(
        expect.arrayContaining(['decided', expect.objectContaining({ refundRequestedAt: NOW })]),
      )
      expect(await ports.orders.refundsUnderway([order.id, unpaid.id])).toEqual(new Set([order.id]))
      const claimed = await ports.outboxStore.claim('refund', { limit: 100, now: NOW, leaseMs: 1 })
      const asked = claimed.filter(({ payload }) => payload.order === order.id)
      expect(asked).toHaveLength(1)

      for (const message of asked) await ports.outboxStore.settle(message, { state: 'dead', at: NOW })
      expect(await ports.orders.refundsUnderway([order.id])).toEqual(new Set())
      expect(await ask(order.id)).toMatchObject({ refundReason: 'asked for it' })
      expect(await ask(order.id)).toBe('decided')
      await settle(order, notice(order, 'refunded', 199))
      expect(await ask(order.id)).toBe('no-money')
    })

    test('a receipt is written with the payment, and its addressee needs a confirmed address', async () => {
      const user = await person({ email: `${randomUUID()}@example.org`, language: 'hi' })
      const order = await ordered(user)
      await settle(order, paid(order))
      await settle(order, paid(order))
      const claimed = await ports.outboxStore.claim('receipt', { limit: 1_000, now: NOW, leaseMs: 1 })
      expect(claimed.filter(({ payload }) => payload.order === order.id)).toHaveLength(1)
      expect(await ports.accounts.addressee(user)).toBeUndefined()
    })

    test('the books stay when the account goes, without its name', async () => {
      const user = await person()
      const order = await ordered(user)
      await settle(order, paid(order))
      const pseudonym = `erased-${randomUUID()}`
      const gone = {
        tenant: DEFAULT_TENANT,
        user,
        pseudonym,
        emailDigest: null,
        reportableUntil: null,
        now: NOW,
      }
      await ports.personalData.erase(gone)
      expect(await ports.orders.find(order.id)).toMatchObject({ userId: pseudonym, status: 'paid' })
      expect(await settle(order, notice(order, 'refunded', 199))).toMatchObject({
        balance: null,
        changed: true,
      })
      await expectEven()
    })

    test('the figures of a day follow what happened, by where people came from', async () => {
      const before = await figures('source')
      const user = await person({ attribution: { source: 'Google' } })
      const [order, left] = [await ordered(user), await ordered(user)]
      await settle(order, paid(order))
      await settle(left, notice(left, 'expired'))
      await settle(order, notice(order, 'refunded', 199))
      expect(before.google).toBeUndefined()
      const counts = { created: 2, paid: 1, failed: 1, refunds: 1, disputes: 0 }
      const money = { gross: 199, tax: 32, refunded: 199, coins: 100 }
      expect((await figures('source')).google).toMatchObject({ currency: 'USD', ...counts, ...money })
      expect((await figures('source', { signupSource: 'google' })).google).toMatchObject(money)
      expect(await figures('source', { signupSource: 'nowhere' })).toEqual({})
      const spending = await ports.revenue.spending(DEFAULT_TENANT, { from: dayOf(NOW), to: dayOf(NOW) })
      expect(spending.find(({ good }) => good === 'longer-search')?.count).toBeGreaterThan(0)
    })

    async function figures(by: 'source' | 'provider', only: Narrowed = {}) {
      const day = dayOf(NOW)
      const query = { by, keys: 20, rankedFrom: day, from: day, to: day, only }
      const rows = await ports.revenue.counts(DEFAULT_TENANT, query)
      return Object.fromEntries(rows.map((row) => [row.key, row]))
    }

    test('whatever is ordered, paid, repeated, refunded and spent, in any order: the books are even, and no wallet is below nothing', async () => {
      const act = fc.oneof(
        fc.record({
          do: fc.constant('spend' as const),
          price: fc.integer({ min: 1, max: 120 }),
          key: fc.nat(5),
        }),
        fc.record({
          do: fc.constant('notice' as const),
          order: fc.nat(2),
          kind: fc.constantFrom<PaymentNotice['kind']>(
            'paid',
            'paid',
            'declined',
            'expired',
            'refunded',
            'disputed',
            'dispute-won',
            'dispute-lost',
          ),
          // A share of the price, sometimes more than all of it.
          part: fc.constantFrom(0.3, 1, 1, 1, 1.2),
          payment: fc.constantFrom('first', 'first', 'second'),
        }),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 25 }), fc.boolean(), async (acts, atOnce) => {
          const user = await person()
          const orders = [
            await ordered(user),
            await ordered(user, { coins: 7, price: 3, tax: 0, taxBasisPoints: 0 }),
            await ordered(user, { coins: 550, price: 899, currency: 'INR' }),
          ]
          const run = async (one: (typeof acts)[number]) => {
            if (one.do === 'spend') return void (await spend(user, one.price, String(one.key)))
            const order = orders[one.order]
            if (!order) return
            const said = notice(order, one.kind, Math.round(order.price * one.part))
            await settle(order, { ...said, paymentId: `${one.payment}_${order.id}` })
          }
          if (atOnce) await Promise.all(acts.map(run))
          else for (const one of acts) await run(one)

          const { coins } = (await ports.accounts.byId(user)) ?? { coins: -1 }
          expect(coins).toBeGreaterThanOrEqual(0)
          const lines = await ports.ledger.linesOf(user, { limit: 100 })
          expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(coins)
          for (const { id } of orders) {
            const order = await ports.orders.find(id)
            const moved = lines.filter(({ about }) => about === id)
            expect(moved.filter(({ kind }) => kind === 'purchase').length).toBeLessThanOrEqual(1)
            expect(order?.refunded).toBeLessThanOrEqual(order?.received ?? -1)
            expect(order?.coinsTaken).toBeLessThanOrEqual(order?.coins ?? -1)
          }
          const spent = lines.filter(({ kind }) => kind === 'spend')
          expect(spent.length).toBeLessThanOrEqual(6)
        }),
        { numRuns: RUNS },
      )
      await expectEven()
    }, 120_000)
  })
}
