import type { OutboundMail } from '../outbound-mail'
import type { Order } from './orders'

/** The texts of a receipt, in one language. */
export interface ReceiptTexts {
  readonly subject: string
  readonly thanks: string
  readonly order: string
  readonly date: string
  readonly bought: (coins: string) => string
  readonly price: string
  readonly tax: (percent: string) => string
  readonly noTax: string
  readonly paidBy: string
  readonly simulated: string
  readonly question: (address: string) => string
}

/** Money of a currency's smallest unit, as the language writes it. @param currency - ISO 4217 */
export function moneyText(amount: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const { maximumFractionDigits = 2 } = format.resolvedOptions()
  return format.format(amount / 10 ** maximumFractionDigits)
}

type Receipted = Pick<
  Order,
  'id' | 'coins' | 'price' | 'currency' | 'tax' | 'taxBasisPoints' | 'provider' | 'paidAt' | 'createdAt'
>

const PROVIDERS = { stripe: 'Stripe', razorpay: 'Razorpay', simulated: '–' } as const

/** A receipt as a mail. Days are UTC. */
export function receiptMail(
  to: string,
  order: Receipted,
  how: { readonly texts: ReceiptTexts; readonly locale: string; readonly address: string },
): OutboundMail {
  const { texts, locale, address } = how
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
  const money = (amount: number) => moneyText(amount, order.currency, locale)
  const isSimulated = order.provider === 'simulated'
  const lines = [
    `${texts.order} ${order.id}`,
    `${texts.date} ${date.format(order.paidAt ?? order.createdAt)} UTC`,
    texts.bought(number.format(order.coins)),
    `${texts.price} ${money(order.price)}`,
    order.tax === 0
      ? texts.noTax
      : `${texts.tax(percent.format(order.taxBasisPoints / 10_000))} ${money(order.tax)}`,
    isSimulated ? texts.simulated : `${texts.paidBy} ${PROVIDERS[order.provider]}`,
  ]
  const body = [texts.thanks, lines.join('\n'), texts.question(`${address}/wallet`)].join('\n\n')
  return { channel: 'email', to, subject: texts.subject, body, secret: order.id }
}
