import { createHmac, timingSafeEqual } from 'node:crypto'
import type Razorpay from 'razorpay'
import type { Order } from '@/lib/domain/payments/orders'
import type { PaymentProof, PaymentProviderClient } from '@/lib/server/ports/payments/payment-provider'
import { noticeOfWebhook, paidNotice } from './razorpay-notices'

export interface RazorpaySettings {
  readonly keyId: string
  readonly keySecret: string
  /** Undefined: webhooks are refused. */
  readonly webhookSecret: string | undefined
  /** Origin that speaks Razorpay's interface; undefined: Razorpay's own. */
  readonly apiUrl: string | undefined
}

const PATIENCE_MS = 10_000
/** The shortest that a payment link may be open is a quarter of an hour. */
const LINK_OPEN_S = 31 * 60

/** What the package's types leave out: its HTTP client. */
interface Internals {
  readonly api: { readonly rq: { readonly defaults: { baseURL?: string; timeout?: number } } }
}

/** Razorpay's payment links, which are hosted pages. The package is loaded with the first payment. */
export function createRazorpayProvider(settings: RazorpaySettings): PaymentProviderClient {
  let opening: Promise<Razorpay> | undefined
  const razorpay = () => (opening ??= connect(settings))
  const { webhookSecret, keySecret } = settings

  return {
    async openCheckout(order, { title, returnUrl }) {
      const { id, price, currency, createdAt } = order
      const { paymentLink } = await razorpay()
      const link = await asked(
        paymentLink.create({
          amount: price,
          currency,
          description: title,
          reference_id: id,
          notes: { orderId: id },
          callback_url: returnUrl,
          callback_method: 'get',
          expire_by: Math.floor(createdAt / 1_000) + LINK_OPEN_S,
          notify: { sms: false, email: false },
          // Its page asks for what it needs.
          customer: {},
        }),
      )
      return { checkoutId: link.id, checkoutUrl: link.short_url }
    },

    async lookUp(order, proof) {
      const { checkoutId } = order
      if (checkoutId === null) return undefined
      if (isForged(order, proof, keySecret)) return 'forged'
      const { paymentLink } = await razorpay()
      return paidNotice(await asked(paymentLink.fetch(checkoutId)))
    },

    async refund(order, total) {
      const { id, paymentId, received, refunded, checkoutId } = order
      const currency = order.receivedCurrency ?? order.currency
      const { payments } = await razorpay()
      if (paymentId === null) throw new Error('There is no payment to refund')
      const before = await asked(payments.fetch(paymentId))
      // It has no idempotency keys: what went back already says whether this one did.
      const amount = Math.min(total, received) - Math.max(refunded, Number(before.amount_refunded ?? 0))
      if (amount > 0) await asked(payments.refund(paymentId, { amount, notes: { orderId: id } }))
      return { kind: 'refunded', orderId: id, checkoutId, paymentId, currency, amount: total }
    },

    ...(webhookSecret !== undefined && {
      async readWebhook({ bytes, signature = '' }) {
        const text = Buffer.from(bytes).toString('utf8')
        if (!isSigned(bytes, signature, webhookSecret)) return 'forged'
        return noticeOfWebhook(text)
      },
    }),
  }
}

/** The package's own comparison takes the longer the more of a forged signature is right. */
function isSigned(content: Uint8Array | string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(content).digest()
  const given = /^[0-9a-f]{64}$/i.test(signature) ? Buffer.from(signature, 'hex') : Buffer.alloc(0)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** What a page brings back after the payment is signed; without a signature Razorpay itself is asked, as it is in any case. */
function isForged(order: Order, { paymentId, signature }: PaymentProof, secret: string): boolean {
  if (signature === undefined) return false
  return !isSigned(`${order.checkoutId}|${order.id}|paid|${paymentId ?? ''}`, signature, secret)
}

async function connect({ keyId, keySecret, apiUrl }: RazorpaySettings): Promise<Razorpay> {
  const { default: Client } = await import('razorpay')
  const client = new Client({ key_id: keyId, key_secret: keySecret })
  const { defaults } = (client as unknown as Internals).api.rq
  defaults.timeout = PATIENCE_MS
  if (apiUrl !== undefined) defaults.baseURL = apiUrl
  return client
}

/** The package rejects with objects of its own, and with a TypeError where nobody answered. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    const { statusCode, error: reason } = (error ?? {}) as {
      statusCode?: unknown
      error?: { code?: unknown }
    }
    const status = typeof statusCode === 'number' ? `status ${statusCode}` : 'no answer'
    const code = typeof reason?.code === 'string' ? `, ${reason.code.slice(0, 60)}` : ''
    throw new Error(`Razorpay did not take the request (${status}${code})`)
  }
}
