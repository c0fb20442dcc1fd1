'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'

import { ReceiptView } from '@/components/receipts/receipt-view'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { saveFile } from '@/lib/client/browser/save-file'
import { useReceipt } from '@/lib/client/receipts/use-receipt'

interface ReceiptDialogProps {
  sessionId: string
  onClose: () => void
}

/** What is kept of a session, checked, and to take along. */
export function ReceiptDialog({ sessionId, onClose }: ReceiptDialogProps) {
  const t = useTranslations('receipt')
  const { state, again } = useReceipt(sessionId)
  const close = useRef<HTMLButtonElement>(null)
  const save = () => {
    if (state.phase === 'ready') saveFile(`omegoo-receipt-${sessionId.slice(0, 8)}.json`, state.signed)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('lead')}
      closeLabel={t('close')}
      initialFocus={close}
      actions={
        <>
          <Button disabled={state.phase !== 'ready'} onClick={save}>
            <Download aria-hidden />
            {t('save')}
          </Button>
          <Button ref={close} look="primary" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      {state.phase === 'loading' && (
        <>
          <p role="status" className="sr-only">
            {t('loading')}
          </p>
          <Skeleton className="h-56" />
        </>
      )}
      {state.phase === 'failed' && (
        <div role="alert" className="flex flex-col items-start gap-3 text-small">
          <p>
            {t(state.problem === 'offline' ? 'offline' : state.problem === 'tooFast' ? 'tooFast' : 'missing')}
          </p>
          <Button onClick={again}>{t('again')}</Button>
        </div>
      )}
      {state.phase === 'ready' && <ReceiptView receipt={state.receipt} verdict={state.verdict} />}
    </Dialog>
  )
}
