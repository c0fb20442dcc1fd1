'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { useMoment } from '@/components/settings/use-moment'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { PagedSection } from '@/components/wallet/paged-section'
import { SimulatedDialog } from '@/components/wallet/simulated-dialog'
import { usePages } from '@/lib/client/payments/use-pages'
import { type Payment, walletRest } from '@/lib/client/payments/wallet-rest'
import { moneyText } from '@/lib/domain/payments/receipt'

interface PaymentsSectionProps {
  /** Another number: something was bought or paid. */
  changes: number
  onPaid: () => void
}

/** What one bought, with what became of it, a receipt for what was paid, and the way to pay what was not. */
export function PaymentsSection({ changes, onPaid }: PaymentsSectionProps) {
  const t = useTranslations('wallet.payments')
  const pages = usePages(walletRest.payments, changes)
  const [open, setOpen] = useState<Payment>()
  const [unpaid, setUnpaid] = useState<Payment>()
  const handlePay = (payment: Payment) => {
    if (payment.checkoutUrl !== null) window.location.assign(payment.checkoutUrl)
    else setUnpaid(payment)
  }
  return (
    <>
      <PagedSection id="payments" title={t('title')} none={t('none')} about={t('about')} pages={pages}>
        {(payment) => (
          <PaymentRow
            key={payment.orderId}
            payment={payment}
            onOpen={() => setOpen(payment)}
            onPay={() => handlePay(payment)}
          />
        )}
      </PagedSection>
      {open && <Receipt payment={open} onClose={() => setOpen(undefined)} />}
      {unpaid && <SimulatedDialog order={unpaid} onClose={() => setUnpaid(undefined)} onPaid={onPaid} />}
    </>
  )
}

interface PaymentRowProps {
  payment: Payment
  onOpen: () => void
  onPay: () => void
}

function PaymentRow({ payment, onOpen, onPay }: PaymentRowProps) {
  const t = useTranslations('wallet.payments')
  const moment = useMoment()
  const locale = useLocale()
  const { status, failure, coins, price, currency, createdAt, paidAt, isPayable, checkoutUrl, provider } =
    payment
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-small first:pt-0 last:pb-0">
      <span className="flex min-w-0 flex-col">
        <span className="flex flex-wrap items-center gap-2">
          {t('what', { coins, price: moneyText(price, currency, locale) })}
          <Badge tone={status === 'paid' ? 'accent' : 'neutral'}>{t(`status.${status}`)}</Badge>
        </span>
        <span className="text-caption text-muted">
          <time dateTime={createdAt}>{moment(createdAt)}</time>
          {failure && ` · ${t(`failure.${failure}`)}`}
        </span>
      </span>
      {isPayable && (checkoutUrl !== null || provider === 'simulated') && (
        <Button onClick={onPay}>
          {t('goOn')}
          <span className="sr-only">{t('what', { coins, price: moneyText(price, currency, locale) })}</span>
        </Button>
      )}
      {paidAt && (
        <Button look="quiet" onClick={onOpen}>
          {t('receipt')}
          <span className="sr-only">{moment(paidAt)}</span>
        </Button>
      )}
    </li>
  )
}

/** The receipt of one payment; what was mailed says the same. */
function Receipt({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const t = useTranslations('wallet.receipt')
  const moment = useMoment()
  const locale = useLocale()
  const money = (amount: number) => moneyText(amount, payment.currency, locale)
  const { orderId, paidAt, coins, price, tax, taxPercent, provider, refunded } = payment
  const facts = [
    [t('order'), orderId],
    [t('date'), paidAt ? moment(paidAt) : ''],
    [t('bought'), t('coins', { coins })],
    [t('price'), money(price)],
    [t('tax'), tax === 0 ? t('noTax') : t('taxIn', { tax: money(tax), percent: taxPercent })],
    [t('paidBy'), provider === 'simulated' ? t('simulated') : t(`provider.${provider}`)],
    ...(refunded > 0 ? [[t('refunded'), money(refunded)]] : []),
  ]
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      closeLabel={t('close')}
      actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
