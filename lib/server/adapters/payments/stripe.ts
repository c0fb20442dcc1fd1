import type Stripe from 'stripe'
import type { Order } from '@/lib/domain/payments/orders'
import type { PaymentProviderClient } from '@/lib/server/ports/payments/payment-provider'
import { noticeOfEvent, sessionNotice } from './stripe-notices'

export interface StripeSettings {
  readonly secretKey: string
  /** Undefined: webhooks are refused. */
  readonly webhookSecret: string | undefined
  /** Origin that speaks Stripe's interface; undefined: Stripe's own. */
  readonly apiUrl: string | undefined
}

/** How long Stripe may need to answer, ms, and how often the package tries again by itself. */
const PATIENCE_MS = 10_000
const RETRIES = 1
/** The shortest that a page of Stripe's may be open is half an hour. */
const PAGE_OPEN_S = 31 * 60

/** Stripe's hosted checkout pages. The package is loaded with the first payment. */
export function createStripeProvider(settings: StripeSettings): PaymentProviderClient {
  let opening: Promise<Stripe> | undefined
  const stripe = () => (opening ??= connect(settings))
  const { webhookSecret } = settings

  return {
    async openCheckout(order, { title, returnUrl }) {
      const { id, price, currency, createdAt } = order
      const metadata = { orderId: id }
      const { checkout } = await stripe()
      const session = await checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: id,
          metadata,
          payment_intent_data: { metadata },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: currency.toLowerCase(),
                unit_amount: price,
                product_data: { name: title },
              },
            },
          ],
          success_url: returnUrl,
          cancel_url: returnUrl,
          expires_at: Math.floor(createdAt / 1_000) + PAGE_OPEN_S,
        },
        { idempotencyKey: `order-${id}` },
      )
      return { checkoutId: session.id, checkoutUrl: session.url }
    },

    async lookUp({ checkoutId }) {
      if (checkoutId === null) return undefined
      const { checkout } = await stripe()
      const notice = sessionNotice(await checkout.sessions.retrieve(checkoutId))
      if (notice === 'malformed') throw new Error('Stripe answers in a form that is not known')
      return notice?.kind === 'paid' || notice?.kind === 'expired' ? notice : undefined
    },

    async refund(order, total) {
      const { refunds, paymentIntents } = await stripe()
      const { paymentId, received, refunded, id, refundRequestedAt } = order
      if (paymentId === null) throw new Error('There is no payment to refund')
      const { latest_charge: charge } = await paymentIntents.retrieve(paymentId, {
        expand: ['latest_charge'],
      })
      const before = charge !== null && typeof charge === 'object' ? charge.amount_refunded : 0
      const amount = Math.min(total, received) - Math.max(refunded, before)
      // Stripe answers a key as it did the first time, refusals too: what is decided again has another one.
      const idempotencyKey = `refund-${id}-${total}-${refundRequestedAt ?? 0}`
      if (amount > 0)
        await refunds.create(
          { payment_intent: paymentId, amount, metadata: { orderId: id } },
          { idempotencyKey },
        )
      return { ...unnamed(order), kind: 'refunded', amount: total }
    },

    ...(webhookSecret !== undefined && {
      async readWebhook({ bytes, signature }) {
        const client = await stripe()
        const event = eventOf(client, bytes, signature, webhookSecret)
        return event === undefined ? 'forged' : noticeOfEvent(event, (id) => orderOfPayment(client, id))
      },
    }),
  }
}

function eventOf(client: Stripe, bytes: Uint8Array, signature: string | undefined, secret: string) {
  try {
    return client.webhooks.constructEvent(Buffer.from(bytes), signature ?? '', secret)
  } catch {
    return undefined
  }
}

async function connect({ secretKey, apiUrl }: StripeSettings): Promise<Stripe> {
  const { default: Client } = await import('stripe')
  return new Client(secretKey, {
    timeout: PATIENCE_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    ...(apiUrl !== undefined && addressOf(new URL(apiUrl))),
  })
}

function addressOf({ protocol, hostname, port }: URL) {
  const scheme = protocol === 'http:' ? ('http' as const) : ('https' as const)
  return { protocol: scheme, host: hostname, port: port || (scheme === 'http' ? 80 : 443) }
}

const unnamed = ({ id, checkoutId, paymentId, receivedCurrency, currency }: Order) => ({
  orderId: id,
  checkoutId,
  paymentId,
  currency: receivedCurrency ?? currency,
})

/** The order of a payment: what is about a payment alone may come before the news that it was made. */
async function orderOfPayment(client: Stripe, payment: string): Promise<string | null> {
  const { metadata } = await client.paymentIntents.retrieve(payment)
  return metadata['orderId'] ?? null
}
