import { z } from 'zod'
import { GOOD_NAMES } from '@/lib/domain/payments/goods'
import { LEDGER_ACCOUNTS, LEDGER_KINDS } from '@/lib/domain/payments/ledger'
import { DISPUTES } from '@/lib/domain/payments/orders'
import { REVENUE_DIMENSIONS } from '@/lib/domain/payments/revenue'
import { envelope, isoDay, isoTime, type RestRow } from '../kit'
import { page } from './admin-shared'
import { wholeInQuery } from './fields'
import { figureWindow, signupQuery } from './figure-query'
import { orderStatus, payment } from './payment-rest'
import { id } from './shared'

const source = 'DECISIONS 176'
const whole = z.number().int()

/** Money is in the currency's smallest unit. */
const counts = {
  created: whole,
  paid: whole,
  /** Given up, refused, or not paid the price. */
  failed: whole,
  refunds: whole,
  disputes: whole,
  gross: whole,
  tax: whole,
  refunded: whole,
  coins: whole,
}

const order = payment.extend({
  userId: z.string(),
  paymentId: z.string().nullable(),
  received: whole,
  receivedCurrency: z.string().nullable(),
  refundReason: z.string().nullable(),
  refundRequestedAt: isoTime.nullable(),
  /** It was to go back and has not, and its provider is not asked any more: it can be asked for again. */
  refundFailed: z.boolean(),
  dispute: z.enum(DISPUTES).nullable(),
})

const account = z.object({ account: z.enum(LEDGER_ACCOUNTS), unit: z.string() })

/** What comes in, and the books. Callers without the permission get 2004 before anything of the request is read. */
export const revenueRest = {
  revenue: {
    method: 'GET',
    path: '/api/admin/revenue',
    query: signupQuery.extend({ by: z.enum(REVENUE_DIMENSIONS).default('coin_package') }),
    response: envelope(
      z.object({
        by: z.enum(REVENUE_DIMENSIONS),
        window: figureWindow,
        /** As many days, up to the day before. */
        previous: figureWindow,
        /** Amounts of different currencies are never added. */
        currencies: z.array(
          z.object({
            currency: z.string(),
            ...counts,
            /** Null: no order was paid. */
            average: whole.nullable(),
            previous: z.object({ ...counts, average: whole.nullable() }),
            keys: z.array(z.object({ key: z.string().nullable(), ...counts, previousGross: whole })),
            /** Every day of the window. */
            days: z.array(z.object({ day: isoDay, ...counts })),
          }),
        ),
        spending: z.array(z.object({ good: z.enum(GOOD_NAMES), count: whole, coins: whole })),
        /** Some of it is made up, for demonstration. */
        demo: z.boolean(),
      }),
    ),
    access: 'admin.revenue',
    limits: ['requests'],
    summary: 'Orders, money and coins by day, and by package, provider or source',
    source,
  },
  adminOrders: {
    method: 'GET',
    path: '/api/admin/orders',
    query: z.object({ ...page, status: orderStatus.optional(), userId: id.optional() }),
    response: envelope(z.object({ orders: z.array(order), hasMore: z.boolean() })),
    access: 'admin.revenue',
    limits: ['requests'],
    summary: 'Orders, newest first',
    source,
  },
  refundOrder: {
    method: 'POST',
    path: '/api/admin/orders/:id/refund',
    params: z.object({ id }),
    body: z.object({ reason: z.string().trim().min(1).max(500) }),
    response: envelope(order),
    access: 'admin.revenue',
    limits: ['requests'],
    summary:
      'Decides that all of an order’s money goes back; its provider is asked until it has, or for hours in vain; then again',
    source,
  },
  ledger: {
    method: 'GET',
    path: '/api/admin/ledger',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      before: z
        .string()
        .regex(/^\d{1,18}$/)
        .meta({ examples: ['1'] })
        .optional(),
      userId: id.optional(),
      /** An order, or a good. */
      about: id.optional(),
      kind: z.enum(LEDGER_KINDS).optional(),
      account: z.enum(LEDGER_ACCOUNTS).optional(),
    }),
    response: envelope(
      z.object({
        transactions: z.array(
          z.object({
            id: z.string(),
            kind: z.enum(LEDGER_KINDS),
            about: z.string(),
            userId: z.string(),
            at: isoTime,
            entries: z.array(account.extend({ owner: z.string().nullable(), amount: whole })),
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'admin.revenue',
    limits: ['requests'],
    summary: 'The books, newest first',
    source,
  },
  checkLedger: {
    method: 'GET',
    path: '/api/admin/ledger/check',
    response: envelope(
      z.object({
        at: isoTime,
        /** Every sum is zero, every transaction is even, every wallet is what its entries say. */
        balanced: z.boolean(),
        transactions: whole,
        sums: z.array(z.object({ unit: z.string(), sum: whole })),
        balances: z.array(account.extend({ balance: whole })),
        lopsided: z.array(z.string()),
        wrongWallets: z.array(z.object({ userId: z.string(), coins: whole, entries: whole })),
      }),
    ),
    access: 'admin.revenue',
    limits: ['requests', 'ledgerChecks'],
    summary: 'Adds all entries up: they sum to zero',
    source,
  },
} as const satisfies Record<string, RestRow>
