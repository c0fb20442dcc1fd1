import { receiptMail } from '@/lib/domain/payments/receipt'
import { RECEIPT_TEXTS } from '@/lib/domain/payments/receipt-texts'
import type { Accounts } from '@/lib/server/ports/accounts/accounts'
import type { Messenger } from '@/lib/server/ports/messenger'
import type { Orders } from '@/lib/server/ports/payments/orders'
import type { MailerService } from '../accounts/outbound-mail'
import type { OutboxConsumer } from '../outbox/relay'

interface Deps {
  readonly orders: Pick<Orders, 'find'>
  readonly accounts: Pick<Accounts, 'addressee'>
  readonly messenger: Messenger
  readonly mailer: Pick<MailerService, 'reserve'>
  readonly address: string
}

const FALLBACK = 'en'

/** Receipts for what was paid. */
export function createPaymentReceipts({ orders, accounts, messenger, mailer, address }: Deps) {
  /** Mails one in the account's language, to whoever has a confirmed address. Beyond what the server may send it waits. */
  const mail: OutboxConsumer<'receipt'> = async ({ payload }) => {
    const order = await orders.find(payload.order)
    const to = order && (await accounts.addressee(order.userId))
    if (!to) return
    const locale = to.language !== null && Object.hasOwn(RECEIPT_TEXTS, to.language) ? to.language : FALLBACK
    const texts = RECEIPT_TEXTS[locale]
    if (!texts) return
    await mailer.reserve('email', { address: 'receipts' })
    await messenger.send(receiptMail(to.email, order, { texts, locale, address }))
  }
  return { mail }
}
