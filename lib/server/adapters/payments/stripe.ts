import type Stripe from 'stripe'
import type { Order, PaymentNotice } from '@/lib/domain/payments/orders'
import type { PaymentProviderClient } from '@/lib/server/ports/payments/payment-provider'

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
        return event === undefined ? 'forged' : ((await noticeOf(client, event)) ?? 'other')
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

const SESSION_EVENTS: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.expired',
])

/** What an event says, if it is about a payment. */
async function noticeOf(client: Stripe, event: Stripe.Event): Promise<PaymentNotice | undefined> {
  const { type } = event
  if (type === 'checkout.session.async_payment_failed')
    return { ...named(event.data.object), kind: 'declined', amount: 0, currency: '' }
  if (SESSION_EVENTS.has(type)) return sessionNotice(event.data.object as Stripe.Checkout.Session)
  if (type === 'charge.refunded') return refundNotice(client, event.data.object)
  const isDispute = type === 'charge.dispute.created' || type === 'charge.dispute.closed'
  return isDispute ? disputeNotice(client, type, event.data.object) : undefined
}

async function refundNotice(client: Stripe, charge: Stripe.Charge): Promise<PaymentNotice> {
  const { amount_refunded: amount, currency, payment_intent, metadata } = charge
  const orderId = metadata['orderId'] ?? (await orderOf(client, payment_intent))
  const paymentId = idOf(payment_intent)
  return { kind: 'refunded', orderId, checkoutId: null, paymentId, amount, currency: currency.toUpperCase() }
}

async function disputeNotice(
  client: Stripe,
  type: string,
  { status, payment_intent }: Stripe.Dispute,
): Promise<PaymentNotice | undefined> {
  const kind = disputeKind(type, status)
  if (!kind) return undefined
  const orderId = await orderOf(client, payment_intent)
  return { kind, orderId, checkoutId: null, paymentId: idOf(payment_intent), amount: 0, currency: '' }
}

function disputeKind(type: string, status: string): PaymentNotice['kind'] | undefined {
  if (type === 'charge.dispute.created') return 'disputed'
  if (status === 'won' || status === 'warning_closed') return 'dispute-won'
  return status === 'lost' ? 'dispute-lost' : undefined
}

/** A dispute names the payment alone, and may come before the news that it was made. */
async function orderOf(
  client: Stripe,
  payment: string | Stripe.PaymentIntent | null,
): Promise<string | null> {
  const id = idOf(payment)
  if (id === null) return null
  const { metadata } = await client.paymentIntents.retrieve(id)
  return metadata['orderId'] ?? null
}

function sessionNotice(session: Stripe.Checkout.Session): PaymentNotice | undefined {
  const { payment_status: payment, status, amount_total: amount, currency } = session
  if (payment === 'paid' || payment === 'no_payment_required')
    return { ...named(session), kind: 'paid', amount: amount ?? 0, currency: (currency ?? '').toUpperCase() }
  return status === 'expired' ? { ...named(session), kind: 'expired', amount: 0, currency: '' } : undefined
}

function named(session: Stripe.Checkout.Session) {
  const { id, client_reference_id, metadata, payment_intent } = session
  const orderId = client_reference_id ?? metadata?.['orderId'] ?? null
  return { orderId, checkoutId: id, paymentId: idOf(payment_intent) }
}

const unnamed = ({ id, checkoutId, paymentId, receivedCurrency, currency }: Order) => ({
  orderId: id,
  checkoutId,
  paymentId,
  currency: receivedCurrency ?? currency,
})
const idOf = (named: string | { readonly id: string } | null | undefined): string | null =>
  typeof named === 'string' ? named : (named?.id ?? null)
