import { z } from 'zod'
import { LARGEST_PAYMENT, type PaymentNotice } from '@/lib/domain/payments/orders'

const notes = z.union([z.object({ orderId: z.string().optional() }), z.array(z.unknown())]).nullish()
const amount = z.coerce.number().int().min(0).max(LARGEST_PAYMENT)
const payment = z.object({
  id: z.string(),
  amount,
  amount_refunded: amount.nullish(),
  currency: z.string(),
  notes,
})
const link = z.object({
  id: z.string(),
  reference_id: z.string().nullish(),
  status: z.string(),
  amount_paid: amount.nullish(),
  currency: z.string().nullish(),
  payments: z
    .array(z.object({ payment_id: z.string(), status: z.string().nullish() }))
    .or(z.object({}).transform(() => []))
    .nullish(),
})
const entity = <Schema extends z.ZodType>(of: Schema) => z.object({ entity: of }).optional()
const webhook = z.object({
  event: z.string(),
  payload: z.object({
    payment_link: entity(link),
    payment: entity(payment),
    dispute: entity(z.object({ payment_id: z.string() })),
  }),
})

const orderIn = (of: z.output<typeof notes>): string | null =>
  of && !Array.isArray(of) ? (of.orderId ?? null) : null

/** What a payment link says of itself; undefined: nothing has been paid, and it is open. */
export function paidNotice(given: unknown): PaymentNotice | undefined {
  const { data } = link.safeParse(given)
  if (!data) return undefined
  const { id, reference_id, status, amount_paid, currency, payments } = data
  const paymentId = payments?.find((one) => one.status === 'captured')?.payment_id ?? null
  const named = { orderId: reference_id || null, checkoutId: id, paymentId }
  if (status === 'paid') return { ...named, kind: 'paid', amount: amount_paid ?? 0, currency: currency ?? '' }
  const isOver = status === 'expired' || status === 'cancelled'
  return isOver ? { ...named, kind: 'expired', amount: 0, currency: '' } : undefined
}

const KINDS: Readonly<Record<string, PaymentNotice['kind']>> = {
  'payment.failed': 'declined',
  'refund.processed': 'refunded',
  'payment.dispute.created': 'disputed',
  'payment.dispute.won': 'dispute-won',
  'payment.dispute.closed': 'dispute-won',
  'payment.dispute.lost': 'dispute-lost',
}

const isOurs = (event: string) => event.startsWith('payment_link.') || Object.hasOwn(KINDS, event)

/** What a webhook says, whose signature is right; `other`: nothing about a payment of ours. */
export function noticeOfWebhook(text: string): PaymentNotice | 'malformed' | 'other' {
  const given = jsonOf(text)
  const named = z.object({ event: z.string() }).safeParse(given)
  if (!named.success) return 'malformed'
  if (!isOurs(named.data.event)) return 'other'
  const { data } = webhook.safeParse(given)
  return data ? (noticeOf(data) ?? 'other') : 'malformed'
}

function noticeOf(data: z.output<typeof webhook>): PaymentNotice | undefined {
  const { event, payload } = data
  const paid = payload.payment?.entity
  if (event.startsWith('payment_link.')) {
    const notice = paidNotice(payload.payment_link?.entity)
    return notice && { ...notice, paymentId: paid?.id ?? notice.paymentId }
  }
  const kind = Object.hasOwn(KINDS, event) ? KINDS[event] : undefined
  const paymentId = paid?.id ?? payload.dispute?.entity.payment_id
  if (!kind || paymentId === undefined) return undefined
  const back = kind === 'refunded' ? (paid?.amount_refunded ?? 0) : 0
  return {
    kind,
    orderId: orderIn(paid?.notes),
    checkoutId: null,
    paymentId,
    amount: back,
    currency: kind === 'refunded' ? (paid?.currency ?? '') : '',
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
