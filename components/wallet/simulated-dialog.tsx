'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { ProblemLine } from '@/components/account/account-form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useProblem } from '@/lib/client/account/use-account-form'
import { type OrderAnswer, walletRest } from '@/lib/client/payments/wallet-rest'
import { moneyText } from '@/lib/domain/payments/receipt'

interface SimulatedDialogProps {
  order: Pick<OrderAnswer, 'orderId' | 'price' | 'currency'>
  onClose: () => void
  onPaid: () => void
}

/** Stands for a provider's page where there is none, and says so. */
export function SimulatedDialog({ order, onClose, onPaid }: SimulatedDialogProps) {
  const t = useTranslations('wallet.simulated')
  const locale = useLocale()
  const { problem, secondsLeft, settle } = useProblem()
  const [isBusy, setIsBusy] = useState(false)

  const handlePay = async () => {
    setIsBusy(true)
    const result = await walletRest.verify(order.orderId, { paymentId: 'simulated' })
    setIsBusy(false)
    if (!settle(result)) return
    onPaid()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text', { price: moneyText(order.price, order.currency, locale) })}
      closeLabel={t('cancel')}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button look="primary" busy={isBusy} onClick={() => void handlePay()}>
            {t('pay')}
          </Button>
        </>
      }
    >
      <ProblemLine problem={problem} secondsLeft={secondsLeft} />
    </Dialog>
  )
}
