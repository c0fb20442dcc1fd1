import { z } from 'zod'
import { GOOD_NAMES, LASTING_GOODS } from '@/lib/domain/payments/goods'
import { LEDGER_KINDS } from '@/lib/domain/payments/ledger'
import {
  ORDER_FAILURES,
  ORDER_STATUSES,
  PAYMENT_METHODS,
  PAYMENT_PROVIDERS,
} from '@/lib/domain/payments/orders'
import { COIN_PACKAGES } from '@/lib/domain/payments/packages'
import { rawBody } from '../bytes'
import { envelope, isoTime, type RestRow } from '../kit'
import { wholeInQuery } from './fields'
import { id } from './shared'

const source = (heading: string) => `spec/omegoo.md "Payment Endpoints" · ${heading}`
const section = 'contracts, section 8 "payments"'
const wallet = 'DECISIONS 173, 174'
const whole = z.number().int()

const coinPackage = z.enum(COIN_PACKAGES)
const provider = z.enum(PAYMENT_PROVIDERS)
export const orderStatus = z.enum(ORDER_STATUSES)
/** Money in the currency's smallest unit, tax included, and how much of it is tax. */
const cost = { price: whole, currency: z.string(), tax: whole, taxPercent: z.number() }

/** An order as its person sees it. */
export const payment = z.object({
  orderId: z.string(),
  provider,
  /** What the client said. */
  amount: whole,
  ...cost,
  coins: whole,
  coinPackage,
  status: orderStatus,
  failure: z.enum(ORDER_FAILURES).nullable(),
  /** What went back, in the smallest unit. */
  refunded: whole,
  createdAt: isoTime,
  paidAt: isoTime.nullable(),
  refundedAt: isoTime.nullable(),
})

/** With the way to go on paying. */
const ownPayment = payment.extend({
  /** It is not paid, and can still be. */
  isPayable: z.boolean(),
  /** Where one pays, as long as it can be paid; null: there is no such page. */
  checkoutUrl: z.string().nullable(),
})

const lasting = z.object({ good: z.enum(LASTING_GOODS), choice: z.string().nullable(), until: isoTime })

const webhook = (name: (typeof PAYMENT_METHODS)[number], header: string) =>
  ({
    method: 'POST',
    path: `/api/payment/webhook/${name}`,
    headers: z.object({ [header]: z.string().max(4_000).optional() }),
    body: rawBody({ maxBytes: 256 * 1_024, types: ['*/*'] }),
    response: envelope(z.object({})),
    access: 'public',
    limits: ['webhooks'],
    summary: 'What the payment provider has to say, signed; again, or in another order, does no harm',
    source: section,
  }) as const

/** Payments, and what coins buy. */
export const paymentRest = {
  createOrder: {
    method: 'POST',
    path: '/api/payment/create-order',
    body: z.object({
      amount: whole.positive().max(1_000_000_000),
      coinPackage,
      paymentMethod: z.enum(PAYMENT_METHODS),
    }),
    response: envelope(
      z.object({
        orderId: z.string(),
        provider,
        amount: whole,
        ...cost,
        coins: whole,
        coinPackage,
        status: orderStatus,
        /** The provider's name for its page, and where it is; null: there is none. */
        checkoutId: z.string().nullable(),
        checkoutUrl: z.string().nullable(),
        expiresAt: isoTime,
      }),
    ),
    access: 'authenticated',
    limits: ['payments', 'ordersOfAccount'],
    summary: 'Begins to buy coins; one pays on the provider’s page. The package decides the price',
    source: source('POST /api/payment/create-order'),
  },
  verifyPayment: {
    method: 'POST',
    path: '/api/payment/verify',
    body: z.object({
      orderId: id,
      paymentId: z.string().min(1).max(200).optional(),
      signature: z.string().min(1).max(500).optional(),
    }),
    response: envelope(z.object({ orderId: z.string(), status: orderStatus, coins: whole, balance: whole })),
    access: 'authenticated',
    limits: ['payments', 'verificationsOfAccount'],
    summary: 'Asks the provider whether an order was paid, and hands its coins out; again, the same answer',
    source: source('POST /api/payment/verify'),
  },
  paymentHistory: {
    method: 'GET',
    path: '/api/payment/history',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      before: isoTime.optional(),
      /** The order of that moment after which to go on. */
      beforeId: id.optional(),
    }),
    response: envelope(z.object({ payments: z.array(ownPayment), hasMore: z.boolean() })),
    access: 'authenticated',
    limits: ['payments', 'paymentHistoryOfAccount'],
    summary: 'One’s orders, newest first',
    source: source('GET /api/payment/history'),
  },
  stripeWebhook: webhook('stripe', 'stripe-signature'),
  razorpayWebhook: webhook('razorpay', 'x-razorpay-signature'),
  wallet: {
    method: 'GET',
    path: '/api/wallet',
    response: envelope(
      z.object({
        balance: whole,
        packages: z.array(z.object({ coinPackage, coins: whole, ...cost })),
        /** By whom one can pay here; `simulated` alone: nothing is charged. */
        providers: z.array(provider),
        goods: z.array(
          z.object({
            good: z.enum(GOOD_NAMES),
            /** In coins. */
            price: whole,
            /** Seconds; null: it is given away at once. */
            lasts: whole.nullable(),
            choices: z.array(z.string()),
          }),
        ),
        /** What one has for now. */
        owned: z.array(lasting),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'One’s coins, what they cost, what they buy, and what one has of it',
    source: wallet,
  },
  walletLines: {
    method: 'GET',
    path: '/api/wallet/lines',
    query: z.object({
      limit: wholeInQuery(1, 100).default(20),
      before: z
        .string()
        .min(1)
        .max(200)
        .meta({ examples: ['spend:1'] })
        .optional(),
    }),
    response: envelope(
      z.object({
        lines: z.array(
          z.object({
            /** Among one's own; the next page is asked for by the last one's. */
            id: z.string(),
            kind: z.enum(LEDGER_KINDS),
            /** The order, or the good. */
            about: z.string(),
            /** In coins; less than zero: spent, or taken back. */
            amount: whole,
            at: isoTime,
          }),
        ),
        hasMore: z.boolean(),
      }),
    ),
    access: 'authenticated',
    limits: ['requests'],
    summary: 'What moved one’s coins, newest first',
    source: wallet,
  },
  spendCoins: {
    method: 'POST',
    path: '/api/wallet/spend',
    body: z.object({
      good: z.enum(LASTING_GOODS),
      choice: z.string().min(1).max(50).nullish(),
      /** Of the client's making; the same again buys nothing more. */
      key: z.string().min(1).max(100),
    }),
    response: envelope(z.object({ balance: whole, owned: lasting.nullable() })),
    access: 'authenticated',
    limits: ['requests', 'spending'],
    summary: 'Pays for something that one has for a while',
    source: wallet,
  },
} as const satisfies Record<string, RestRow>
