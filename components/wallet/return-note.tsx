'use client'

import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { Button } from '@/components/ui/button'
import { returnedOrder, walletRest } from '@/lib/client/payments/wallet-rest'

type Outcome = 'checking' | 'paid' | 'unpaid' | 'unknown'
const PAYMENT_FAILED = 4001

/** Says what became of the payment that somebody comes back from; the address is cleaned once that is known. */
export function ReturnNote({ onPaid }: { onPaid: () => void }) {
  const t = useTranslations('wallet.return')
  const [outcome, setOutcome] = useState<Outcome>()

  const check = async () => {
    const returned = returnedOrder(window.location.search)
    if (!returned) return
    setOutcome('checking')
    const result = await walletRest.verify(returned.orderId, returned.proof)
    if (result.ok) {
      setOutcome('paid')
      window.history.replaceState(null, '', '/wallet')
      return onPaid()
    }
    setOutcome(!result.offline && result.code === PAYMENT_FAILED ? 'unpaid' : 'unknown')
  }
  // Once for the page: what it checks is in the address with which it was opened.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => void check(), [])

  const Sign = outcome === 'checking' ? LoaderCircle : outcome === 'paid' ? CircleCheck : CircleAlert
  return (
    <div role="status">
      {outcome && (
        <p className="mt-6 flex flex-wrap items-center gap-3 rounded-lg bg-accent-soft px-4 py-2 text-small text-accent-ink">
          <Sign aria-hidden className={outcome === 'checking' ? 'size-5 animate-spin' : 'size-5'} />
          <span className="min-w-[12rem] flex-1">{t(outcome)}</span>
          {(outcome === 'unpaid' || outcome === 'unknown') && (
            <Button onClick={() => void check()}>{t('again')}</Button>
          )}
        </p>
      )}
    </div>
  )
}
