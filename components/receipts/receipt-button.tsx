'use client'

import { ReceiptText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useState } from 'react'

import { Button } from '@/components/ui/button'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const ReceiptDialog = dynamic(
  untilLoaded(() => import('@/components/receipts/receipt-dialog').then((module) => module.ReceiptDialog)),
  { ssr: false },
)

interface ReceiptButtonProps {
  sessionId: string
  /** The label with what it is about, for people who hear it without its row. */
  name?: string
}

/** Opens the receipt of a session. */
export function ReceiptButton({ sessionId, name }: ReceiptButtonProps) {
  const t = useTranslations('receipt')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button look="quiet" className="-ms-4 self-start" aria-label={name} onClick={() => setIsOpen(true)}>
        <ReceiptText aria-hidden />
        {t('open')}
      </Button>
      {isOpen && <ReceiptDialog sessionId={sessionId} onClose={() => setIsOpen(false)} />}
    </>
  )
}
