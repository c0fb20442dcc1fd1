import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A checkout page at a provider, as the provider knows it. */
interface Page {
  readonly id: string
  readonly orderId: string
  readonly price: number
  readonly currency: string
  readonly returnUrl: string
  payment:
    | { readonly id: string; readonly amount: number; readonly currency: string; refunded: number }
    | undefined
}

/** Stripe and Razorpay for tests: as much of their interfaces as the product uses, on this machine, one origin for both. */
export interface FakeProviders {
  readonly url: string
  /** Every request, by method and path. */
  readonly asked: readonly string[]
  /** What is answered instead, until set back. */
  failing: boolean
  page(orderId: string): Page
  /** Somebody pays on the page. @returns the payment's id */
  pay(orderId: string, amount?: number, currency?: string): string
  /** Somebody pays once more, with a payment of its own. @returns the page as that payment's notice tells it */
  payAgain(orderId: string): Page
  close(): Promise<void>
}

const DOWN = [500, { error: { message: 'down', code: 'SERVER_ERROR' } }] as const
const NOT_FOUND = [404, { error: { message: 'not found', code: 'BAD_REQUEST_ERROR' } }] as const

export async function startFakeProviders(): Promise<FakeProviders> {
  const pages = new Map<string, Page>()
  const asked: string[] = []
  const answers = new Map<string, unknown>()
  const state = { failing: false }
  const find = (matches: (page: Page) => boolean) => [...pages.values()].find(matches)
  const byPayment = (id: string) => find(({ payment }) => payment?.id === id)

  function open(page: Page): Page {
    const known = find(({ orderId }) => orderId === page.orderId)
    if (!known) pages.set(page.id, page)
    return known ?? page
  }

  async function stripe(method: string, path: string, form: URLSearchParams): Promise<unknown> {
    if (method === 'POST' && path === '/v1/checkout/sessions') {
      const orderId = form.get('client_reference_id') ?? ''
      const price = Number(form.get('line_items[0][price_data][unit_amount]'))
      const currency = (form.get('line_items[0][price_data][currency]') ?? '').toUpperCase()
      const returnUrl = form.get('success_url') ?? ''
      return session(open({ id: `cs_${orderId}`, orderId, price, currency, returnUrl, payment: undefined }))
    }
    const [, kind, id = ''] = /^\/v1\/(checkout\/sessions|payment_intents)\/(.+)$/.exec(path) ?? []
    if (kind === 'checkout/sessions') return sessionOrNone(pages.get(id))
    if (kind === 'payment_intents') {
      const page = byPayment(id)
      const latest_charge = { id: `ch_${id}`, object: 'charge', amount_refunded: page?.payment?.refunded }
      return page && { id, object: 'payment_intent', metadata: { orderId: page.orderId }, latest_charge }
    }
    if (path === '/v1/refunds') return refunded(form.get('payment_intent') ?? '', Number(form.get('amount')))
    return undefined
  }

  function refunded(paymentId: string, amount: number): unknown {
    const payment = byPayment(paymentId)?.payment
    if (!payment) return undefined
    payment.refunded += amount
    return { id: `re_${paymentId}_${payment.refunded}`, status: 'succeeded' }
  }

  async function razorpay(method: string, path: string, body: string): Promise<unknown> {
    const given = (body ? JSON.parse(body) : {}) as Record<string, unknown>
    if (method === 'POST' && path === '/v1/payment_links') {
      const orderId = String(given['reference_id'])
      const [price, currency] = [Number(given['amount']), String(given['currency'])]
      const returnUrl = String(given['callback_url'])
      return link(open({ id: `plink_${orderId}`, orderId, price, currency, returnUrl, payment: undefined }))
    }
    const [, linkId = ''] = /^\/v1\/payment_links\/(.+)$/.exec(path) ?? []
    if (linkId) return linkOrNone(pages.get(linkId))
    const [, id = '', refund] = /^\/v1\/payments\/([^/]+)(\/refund)?$/.exec(path) ?? []
    if (refund) return refunded(id, Number(given['amount']))
    const payment = byPayment(id)?.payment
    return (
      payment && { id, amount: payment.amount, amount_refunded: payment.refunded, currency: payment.currency }
    )
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = request
    const path = new URL(url, 'http://localhost').pathname
    const body = await text(request)
    asked.push(`${method} ${path}`)
    const [status, content] = state.failing ? DOWN : await found(request, path, body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
  }

  /** Stripe asks with a Bearer token; what it asks again by the same key it is answered again. */
  async function found({ method = 'GET', headers }: IncomingMessage, path: string, body: string) {
    const isStripe = headers['authorization']?.startsWith('Bearer') ?? false
    const key = headers['idempotency-key']
    const known = typeof key === 'string' ? answers.get(key) : undefined
    const answer =
      known ??
      (await (isStripe ? stripe(method, path, new URLSearchParams(body)) : razorpay(method, path, body)))
    if (typeof key === 'string') answers.set(key, answer)
    return answer === undefined ? NOT_FOUND : ([200, answer] as const)
  }

  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const page = (orderId: string): Page => {
    const found = find((one) => one.orderId === orderId)
    if (!found) throw new Error('No page was opened for this order')
    return found
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    page,
    set failing(failing: boolean) {
      state.failing = failing
    },
    pay(orderId, amount = page(orderId).price, currency = page(orderId).currency) {
      const id = `pay_${orderId}`
      page(orderId).payment = { id, amount, currency, refunded: 0 }
      return id
    },
    payAgain(orderId) {
      const { price: amount, currency } = page(orderId)
      const again = { ...page(orderId), payment: { id: `again_${orderId}`, amount, currency, refunded: 0 } }
      pages.set(`again_${orderId}`, again)
      return again
    },
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}

/** As Stripe answers it, and as it stands in its webhooks. */
export function session({ id, orderId, price, currency, payment }: Page) {
  return {
    id,
    object: 'checkout.session',
    url: `https://checkout.stripe.example/${id}`,
    client_reference_id: orderId,
    metadata: { orderId },
    status: payment ? 'complete' : 'open',
    payment_status: payment ? 'paid' : 'unpaid',
    amount_total: payment?.amount ?? price,
    currency: (payment?.currency ?? currency).toLowerCase(),
    payment_intent: payment?.id ?? null,
  }
}

/** As Razorpay answers it, and as it stands in its webhooks. */
export function link({ id, orderId, price, currency, payment }: Page) {
  return {
    id,
    reference_id: orderId,
    short_url: `https://rzp.example/${id}`,
    status: payment ? 'paid' : 'created',
    amount: price,
    amount_paid: payment?.amount ?? 0,
    currency: payment?.currency ?? currency,
    payments: payment ? [{ payment_id: payment.id, status: 'captured' }] : [],
  }
}

const sessionOrNone = (page: Page | undefined) => page && session(page)
const linkOrNone = (page: Page | undefined) => page && link(page)
