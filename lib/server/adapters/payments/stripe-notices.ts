import { z } from 'zod'
import { LARGEST_PAYMENT, type PaymentNotice } from '@/lib/domain/payments/orders'

/** What Stripe says: `malformed`, and nothing of it is believed, where it is not in the form that it has. */
type Read<Otherwise extends string | undefined> = PaymentNotice | 'malformed' | Otherwise

const name = z.string().max(255)
const amount = z.number().int().min(0).max(LARGEST_PAYMENT)
const currency = z
  .string()
  .regex(/^[a-z]{3}$/i)
  .transform((text) => text.toUpperCase())
const named = z
  .union([name, z.object({ id: name }).transform(({ id }) => id)])
  .nullish()
  .transform((id) => id ?? null)
const metadata = z.object({ orderId: name.optional() }).nullish()

const session = z.object({
  id: name,
  client_reference_id: name.nullish(),
  metadata,
  payment_intent: named,
  payment_status: z.string(),
  status: z.string().nullish(),
  amount_total: amount.nullish(),
  currency: currency.nullish(),
})
const charge = z.object({ amount_refunded: amount, currency, payment_intent: named, metadata })
const dispute = z.object({ status: z.string(), payment_intent: named })

const nothing = { amount: 0, currency: '' } as const

/** What a checkout page says of itself; undefined: nothing has been paid, and it is open. */
export function sessionNotice(given: unknown): Read<undefined> {
  const { data } = session.safeParse(given)
  if (!data) return 'malformed'
  const { id, client_reference_id, metadata: about, payment_intent, payment_status, status } = data
  const orderId = client_reference_id ?? about?.orderId ?? null
  const of = { orderId, checkoutId: id, paymentId: payment_intent }
  if (payment_status === 'paid' || payment_status === 'no_payment_required')
    return { ...of, kind: 'paid', amount: data.amount_total ?? 0, currency: data.currency ?? '' }
  return status === 'expired' ? { ...of, kind: 'expired', ...nothing } : undefined
}

const SESSION_EVENTS: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.expired',
])

/**
 * What an event says whose signature is right.
 *
 * @param orderOf - asks for the order of a payment; null: it has none
 */
export async function noticeOfEvent(
  { type, data: { object } }: { readonly type: string; readonly data: { readonly object: unknown } },
  orderOf: (paymentId: string) => Promise<string | null>,
): Promise<Read<'other'>> {
  if (SESSION_EVENTS.has(type)) return sessionNotice(object) ?? 'other'
  if (type === 'checkout.session.async_payment_failed') return refusal(object)
  if (type === 'charge.refunded') return refundNotice(object, orderOf)
  const isDispute = type === 'charge.dispute.created' || type === 'charge.dispute.closed'
  return isDispute ? disputeNotice(type, object, orderOf) : 'other'
}

function refusal(object: unknown): Read<never> {
  const { data } = session.safeParse(object)
  if (!data) return 'malformed'
  const { id, client_reference_id, metadata: about, payment_intent: paymentId } = data
  const orderId = client_reference_id ?? about?.orderId ?? null
  return { kind: 'declined', orderId, checkoutId: id, paymentId, ...nothing }
}

type OrderOf = Parameters<typeof noticeOfEvent>[1]

async function refundNotice(object: unknown, orderOf: OrderOf): Promise<Read<never>> {
  const { data } = charge.safeParse(object)
  if (!data) return 'malformed'
  const { amount_refunded, currency: unit, payment_intent: paymentId, metadata: about } = data
  const orderId = about?.orderId ?? (paymentId === null ? null : await orderOf(paymentId))
  return { kind: 'refunded', orderId, checkoutId: null, paymentId, amount: amount_refunded, currency: unit }
}

async function disputeNotice(type: string, object: unknown, orderOf: OrderOf): Promise<Read<'other'>> {
  const { data } = dispute.safeParse(object)
  if (!data) return 'malformed'
  const { status, payment_intent: paymentId } = data
  const kind = disputeKind(type, status)
  if (!kind) return 'other'
  const orderId = paymentId === null ? null : await orderOf(paymentId)
  return { kind, orderId, checkoutId: null, paymentId, ...nothing }
}

function disputeKind(type: string, status: string): PaymentNotice['kind'] | undefined {
  if (type === 'charge.dispute.created') return 'disputed'
  if (status === 'won' || status === 'warning_closed') return 'dispute-won'
  return status === 'lost' ? 'dispute-lost' : undefined
}
