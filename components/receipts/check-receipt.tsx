'use client'

import { FileCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useRef, useState } from 'react'

import { ReceiptView } from '@/components/receipts/receipt-view'
import { Button } from '@/components/ui/button'
import { readSaved } from '@/lib/client/receipts/check'
import { openReceipt, type ReceiptState } from '@/lib/client/receipts/use-receipt'

/** No receipt is as large. */
const MAX_BYTES = 100_000

/** Checks a receipt that somebody saved; it stays in the browser. */
export function CheckReceipt() {
  const t = useTranslations('receipt')
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<ReceiptState | 'none'>('none')

  const handleFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const signed = file.size > MAX_BYTES ? undefined : readSaved(await file.text())
    setState(signed ? await openReceipt(signed) : UNREADABLE)
  }
  return (
    <div className="flex flex-col items-start gap-4 border-t border-line pt-5">
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        aria-label={t('check')}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void handleFile(event)}
      />
      <Button onClick={() => input.current?.click()}>
        <FileCheck aria-hidden />
        {t('check')}
      </Button>
      {state !== 'none' && state.phase === 'failed' && (
        <p role="alert" className="text-small">
          {t(state.problem === 'offline' ? 'offline' : 'tooFast')}
        </p>
      )}
      {state !== 'none' && state.phase === 'ready' && (
        <div className="w-full">
          <ReceiptView receipt={state.receipt} verdict={state.verdict} />
        </div>
      )}
    </div>
  )
}

const UNREADABLE: ReceiptState = {
  phase: 'ready',
  signed: { payload: '', signature: '', keyId: '', algorithm: 'Ed25519' },
  receipt: undefined,
  verdict: 'unreadable',
}
