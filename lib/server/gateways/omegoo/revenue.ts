import type { omegoo } from '@/lib/contracts/omegoo/contract'
import type { revenueRest as rows } from '@/lib/contracts/omegoo/revenue-rest'
import { UNKNOWN } from '@/lib/domain/acquisition'
import { type DayWindow, daysOf } from '@/lib/domain/days'
import {
  addRevenue,
  averageOrder,
  NO_REVENUE,
  type RevenueCounts,
  type RevenueRow,
} from '@/lib/domain/payments/revenue'
import type { OrderWithRefund } from '@/lib/server/services/payments/refunds'
import { type GatewayRest, ok } from '../kit'
import { isoOrNull } from './admin-forms'
import { askedFigures, windowOf } from './figure-forms'
import { isoTime } from '../iso-time'
import { paymentOf } from './payments'

const millis = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))

/** omegoo's endpoints of revenue and the books, one service call each. */
export const revenueRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  revenue: async ({ query: { by, ...query } }, { actor, services }) => {
    const {
      window,
      previous,
      rows: found,
      spending,
      isDemo,
    } = await services.revenue.report(actor, askedFigures(query), by)
    const currencies = [...new Set(found.map(({ currency }) => currency))].toSorted()
    const goods = Map.groupBy(spending, ({ good }) => good)
    return ok({
      by,
      window: windowOf(window),
      previous: windowOf(previous),
      currencies: currencies.map((currency) => ({
        currency,
        ...inCurrency(
          found.filter((row) => row.currency === currency),
          window,
        ),
      })),
      spending: [...goods].map(([good, days]) => ({
        good,
        count: days.reduce((sum, day) => sum + day.count, 0),
        coins: days.reduce((sum, day) => sum + day.coins, 0),
      })),
      demo: isDemo,
    })
  },

  adminOrders: async ({ query: { userId: user, before, ...query } }, { actor, services }) => {
    const { orders, hasMore } = await services.refunds.page(actor, { ...query, user, before: millis(before) })
    return ok({ orders: orders.map(orderOf), hasMore })
  },

  refundOrder: async ({ params: { id }, body: { reason } }, { actor, services }) =>
    ok(orderOf(await services.refunds.request(actor, id, reason))),

  ledger: async ({ query: { userId: user, ...query } }, { actor, services }) => {
    const { transactions, hasMore } = await services.revenue.transactions(actor, { ...query, user })
    return ok({
      transactions: transactions.map(({ id, kind, about, userId, at, entries }) => ({
        id,
        kind,
        about,
        userId,
        at: isoTime(at),
        entries: entries.map(({ kind: account, unit, owner, amount }) => {
          return { account, unit, owner: owner || null, amount }
        }),
      })),
      hasMore,
    })
  },

  checkLedger: async (_, { actor, services }) => {
    const { at, transactions, sums, balances, lopsided, wrongWallets } = await services.revenue.check(actor)
    const isZero = sums.every(({ sum }) => sum === 0)
    return ok({
      at: isoTime(at),
      balanced: isZero && lopsided.length === 0 && wrongWallets.length === 0,
      transactions,
      sums: [...sums],
      balances: balances.map(({ kind: account, unit, balance }) => ({ account, unit, balance })),
      lopsided: [...lopsided],
      wrongWallets: wrongWallets.map(({ user: userId, coins, entries }) => ({ userId, coins, entries })),
    })
  },
}

const sumOf = (rows: readonly RevenueCounts[]) => rows.reduce(addRevenue, NO_REVENUE)

/** One currency's figures: in all, by key (most money first) and by day. */
function inCurrency(rows: readonly RevenueRow[], window: DayWindow) {
  const isNow = ({ day }: RevenueRow) => day >= window.from
  const [now, before] = [sumOf(rows.filter(isNow)), sumOf(rows.filter((row) => !isNow(row)))]
  const keys = [...Map.groupBy(rows, ({ key }) => key)].map(([key, own]) => ({
    key: key === UNKNOWN ? null : key,
    ...sumOf(own.filter(isNow)),
    previousGross: sumOf(own.filter((row) => !isNow(row))).gross,
  }))
  const byDay = Map.groupBy(rows, ({ day }) => day)
  return {
    ...now,
    average: averageOrder(now),
    previous: { ...before, average: averageOrder(before) },
    keys: keys.toSorted((one, other) => other.gross - one.gross || other.created - one.created),
    days: daysOf(window).map((day) => ({ day, ...sumOf(byDay.get(day) ?? []) })),
  }
}

function orderOf(order: OrderWithRefund) {
  const { userId, paymentId, received, receivedCurrency, refundReason, refundRequestedAt, dispute } = order
  const asked = { refundReason, refundRequestedAt: isoOrNull(refundRequestedAt), dispute }
  const refundFailed = order.hasRefundFailed
  return { ...paymentOf(order), userId, paymentId, received, receivedCurrency, ...asked, refundFailed }
}
