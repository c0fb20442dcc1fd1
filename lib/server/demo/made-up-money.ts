import { addDays, type Day, dayOf } from '@/lib/domain/days'
import { DEFAULT_TENANT, type Millis, type UserId } from '@/lib/domain/ids'
import { type GoodName, GOODS } from '@/lib/domain/payments/goods'
import { type LedgerTransaction, purchase, refund, spend, walletChange } from '@/lib/domain/payments/ledger'
import { ABANDONED_MS, type Order, refundOf } from '@/lib/domain/payments/orders'
import { taxIn, USUAL_PACKAGES } from '@/lib/domain/payments/packages'
import { addRevenue, NO_REVENUE, type RevenueCounts } from '@/lib/domain/payments/revenue'
import { DEMO_PREFIX, type MadeUpMoney, type RevenueKind } from '../ports/analytics/acquisition'
import type { SpendingRow } from '../ports/payments/revenue'
import type { Chance } from './chance'
import { madeUpOrigin } from './made-up-signups'

const MINUTE_MS: Millis = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Of the people who are there on a day, who begins to buy something; and who spends something of what they have. */
const BUYS = 0.05
const SPENDS = 0.45
const PACKAGES = [
  [62, 'basic'],
  [28, 'premium'],
  [10, 'mega'],
] as const
const OUTCOMES = [
  [79, 'paid'],
  [18, 'abandoned'],
  [3, 'refunded'],
] as const
const WANTED: readonly (readonly [number, GoodName])[] = [
  [52, 'gift'],
  [30, 'longer-search'],
  [18, 'message-look'],
]
const REASONS = ['bought twice by mistake', 'asked within a day', 'did not work on their telephone'] as const

/** What happens to somebody's coins. */
type Step =
  | { readonly at: Millis; readonly what: 'paid'; readonly order: Order }
  | { readonly at: Millis; readonly what: 'refunded'; readonly order: Order }
  | {
      readonly at: Millis
      readonly what: 'spends'
      readonly user: UserId
      readonly good: GoodName
      readonly key: string
    }

/**
 * Orders, refunds and spends of some days, through the ledger's own rules: nobody spends what they do not have, and every
 * transaction sums to zero.
 *
 * @param present - who is there on each of the days from `first` on
 */
export function madeUpMoney(
  first: Day,
  present: readonly (readonly UserId[])[],
  chance: Chance,
): MadeUpMoney {
  const end = Date.parse(addDays(first, present.length))
  const begun: Order[] = []
  const wishes: Step[] = []
  const buyers = new Set<UserId>()
  for (const [index, users] of present.entries()) {
    const day = Date.parse(addDays(first, index))
    const later = () => day + Math.floor((6 + 16 * chance.next()) * HOUR_MS)
    for (const user of users) {
      if (chance.next() < BUYS) {
        begun.push(orderOf(`${DEMO_PREFIX}order-${begun.length}`, user, later(), chance))
        buyers.add(user)
      }
      if (buyers.has(user) && chance.next() < SPENDS)
        wishes.push({
          at: later(),
          what: 'spends',
          user,
          good: chance.pick(WANTED),
          key: `${day} ${wishes.length}`,
        })
    }
  }
  const orders = begun.map((order) => outcomeOf(order, end, chance))
  const steps = [...orders.flatMap(stepsOf), ...wishes].toSorted((one, other) => one.at - other.at)
  const { transactions, settled, spending } = booked(orders, steps)
  return { orders: settled, transactions, revenue: revenueOf(settled, chance), spending }
}

function orderOf(id: string, userId: UserId, at: Millis, chance: Chance): Order {
  const { name, coins, price, currency, taxBasisPoints } = USUAL_PACKAGES[chance.pick(PACKAGES)]
  return {
    id,
    tenantId: DEFAULT_TENANT,
    userId,
    provider: 'simulated',
    coinPackage: name,
    coins,
    price,
    currency,
    taxBasisPoints,
    tax: taxIn({ price, taxBasisPoints }),
    amount: coins,
    status: 'created',
    failure: null,
    checkoutId: `simulated_${id}`,
    checkoutUrl: null,
    paymentId: null,
    received: 0,
    receivedCurrency: null,
    refunded: 0,
    coinsTaken: 0,
    refundReason: null,
    refundRequestedAt: null,
    dispute: null,
    createdAt: at,
    expiresAt: at + ABANDONED_MS,
    paidAt: null,
    refundedAt: null,
  }
}

/** What becomes of an order: paid within minutes on its own day, and perhaps sent back within the week, before `end`. */
function outcomeOf(order: Order, end: Millis, chance: Chance): Order {
  const { id, price, currency, createdAt } = order
  const outcome = chance.pick(OUTCOMES)
  if (outcome === 'abandoned') return { ...order, status: 'failed', failure: 'abandoned' }
  const paidAt = createdAt + Math.floor((1 + 8 * chance.next()) * MINUTE_MS)
  const paid = { paymentId: `simulated_${id}`, received: price, receivedCurrency: currency, paidAt }
  const refundedAt = paidAt + Math.floor((0.2 + 5 * chance.next()) * DAY_MS)
  if (outcome === 'paid' || refundedAt >= end) return { ...order, ...paid, status: 'paid' }
  const refundReason = REASONS[Math.floor(chance.next() * REASONS.length)] ?? null
  const asked = { refundReason, refundRequestedAt: refundedAt - MINUTE_MS, refundedAt }
  return { ...order, ...paid, ...asked, status: 'refunded', refunded: price }
}

function stepsOf(order: Order): Step[] {
  const { paidAt, refundedAt } = order
  return [
    ...(paidAt === null ? [] : [{ at: paidAt, what: 'paid', order } as const]),
    ...(refundedAt === null ? [] : [{ at: refundedAt, what: 'refunded', order } as const]),
  ]
}

function booked(orders: readonly Order[], steps: readonly Step[]) {
  const transactions: LedgerTransaction[] = []
  const wallets = new Map<UserId, number>()
  const taken = new Map<string, number>()
  const spending = new Map<string, SpendingRow>()
  const write = (transaction: LedgerTransaction) => {
    const { userId } = transaction
    wallets.set(userId, (wallets.get(userId) ?? 0) + walletChange(transaction, userId))
    transactions.push(transaction)
  }
  for (const step of steps) {
    if (step.what === 'paid') write(purchase(step.order, step.at))
    else if (step.what === 'refunded') {
      const { order } = step
      const back = refundOf({ ...order, refunded: 0, coinsTaken: 0 }, order.price)
      write(refund(order, back, wallets.get(order.userId) ?? 0, step.at))
      taken.set(order.id, back.coins)
    } else {
      const { user: userId, good, key, at } = step
      const { price, choices } = GOODS[good]
      if ((wallets.get(userId) ?? 0) < price) continue
      const choice = choices[0] ?? null
      write(spend({ tenantId: DEFAULT_TENANT, userId, key: `${DEMO_PREFIX}${key}`, good, choice, price }, at))
      const day = dayOf(at)
      const before = spending.get(`${day} ${good}`) ?? { day, good, count: 0, coins: 0 }
      spending.set(`${day} ${good}`, { ...before, count: before.count + 1, coins: before.coins + price })
    }
  }
  const settled = orders.map((order) => ({ ...order, coinsTaken: taken.get(order.id) ?? 0 }))
  return { transactions, settled, spending: [...spending.values()] }
}

function revenueOf(orders: readonly Order[], chance: Chance): MadeUpMoney['revenue'] {
  const origins = new Map<UserId, Omit<RevenueKind, 'day' | 'currency' | 'coinPackage' | 'provider'>>()
  const rows = new Map<string, RevenueKind & RevenueCounts>()
  const add = (order: Order, at: Millis, more: Partial<RevenueCounts>) => {
    const { currency, coinPackage, provider, userId } = order
    const { region: _, regionCode: __, ...origin } = madeUpOrigin(chance)
    const from = origins.get(userId) ?? origin
    origins.set(userId, from)
    const kind = { day: dayOf(at), currency, coinPackage, provider, ...from }
    const key = JSON.stringify(kind)
    const counts = addRevenue(rows.get(key) ?? NO_REVENUE, { ...NO_REVENUE, ...more })
    rows.set(key, { ...kind, ...counts })
  }
  for (const order of orders) {
    const { price: gross, tax, coins, refunded, createdAt, expiresAt, paidAt, refundedAt } = order
    add(order, createdAt, { created: 1 })
    if (paidAt === null) add(order, expiresAt, { failed: 1 })
    else add(order, paidAt, { paid: 1, gross, tax, coins })
    if (refundedAt !== null) add(order, refundedAt, { refunds: 1, refunded })
  }
  return [...rows.values()]
}
