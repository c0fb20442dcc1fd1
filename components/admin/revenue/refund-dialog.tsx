'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Textarea } from '@/components/ui/input'
import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { type OrderRow, refundOrder } from '@/lib/client/admin/revenue/revenue-rest'
import { moneyText } from '@/lib/domain/payments/receipt'

interface RefundDialogProps {
  order: OrderRow
  onClose: () => void
  onDone: () => void
}

const REASON_LENGTH = 500

/** Sends an order's money back, with a reason that stays with it and in the audit log. */
export function RefundDialog({ order, onClose, onDone }: RefundDialogProps) {
  const t = useTranslations('revenue.refund')
  const admin = useTranslations('admin')
  const locale = useLocale()
  const [reason, setReason] = useState('')
  const [state, setState] = useState<'ready' | 'busy' | 'noReason' | Problem>('ready')
  const { orderId, received, refunded, receivedCurrency, currency } = order

  const handleRefund = async () => {
    if (reason.trim() === '') return setState('noReason')
    setState('busy')
    const problem = problemOf(await refundOrder(orderId, reason.trim()))
    if (problem) return setState(problem)
    onDone()
    onClose()
  }
  const isProblem = state !== 'ready' && state !== 'busy' && state !== 'noReason'
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { amount: moneyText(received - refunded, receivedCurrency ?? currency, locale) })}
      description={t('text')}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="harm" busy={state === 'busy'} onClick={() => void handleRefund()}>
            {t('confirm')}
          </Button>
        </>
      }
    >
      <Field label={t('reason')} hint={t('reasonHint')} error={state === 'noReason' && t('noReason')}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={REASON_LENGTH}
            value={reason}
            className="max-h-40"
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p role="alert" className="text-small text-harm-ink empty:hidden">
        {isProblem && admin(`problem.${state}`)}
      </p>
    </Dialog>
  )
}
