'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

import { useAppHolder } from '@/components/app/app-context'
import { LoadProblem } from '@/components/settings/load-problem'
import { Skeleton } from '@/components/ui/skeleton'
import { Balance } from '@/components/wallet/balance'
import { GoodsSection } from '@/components/wallet/goods-section'
import { LinesSection } from '@/components/wallet/lines-section'
import { PackagesSection } from '@/components/wallet/packages-section'
import { PaymentsSection } from '@/components/wallet/payments-section'
import { ReturnNote } from '@/components/wallet/return-note'
import { useLoaded } from '@/lib/client/account/use-loaded'
import { browserClock } from '@/lib/client/clock'
import { createWalletChanges } from '@/lib/client/payments/wallet-changes'
import { useWalletNews } from '@/lib/client/payments/use-wallet-news'
import { isSimulated, isSpent, type Wallet, walletRest } from '@/lib/client/payments/wallet-rest'

/** One's coins: how many, what they cost, what they buy, and everything that moved them. */
export function WalletScreen() {
  const t = useTranslations('wallet')
  const router = useRouter()
  const { state, reload, retry } = useLoaded(walletRest.wallet)
  const [changes, setChanges] = useState(0)
  const [payments, setPayments] = useState(0)
  const shown = useRef<Wallet>(undefined)
  useEffect(() => {
    shown.current = state.phase === 'ready' ? state.data : undefined
  })
  const moved = useMemo(
    () =>
      createWalletChanges((isPayment) => {
        setChanges((count) => count + 1)
        if (isPayment) setPayments((count) => count + 1)
        void reload()
      }, browserClock),
    [reload],
  )
  useEffect(() => moved.stop, [moved])
  const handleNews = useCallback(
    (balance: number) => {
      if (shown.current && isSpent(shown.current, balance)) moved.spent()
      else moved.paid()
    },
    [moved],
  )
  useWalletNews(useAppHolder(), handleNews)
  const isSignedOut = state.phase === 'failed' && state.problem === 'signedOut'
  useEffect(() => {
    if (isSignedOut) router.refresh()
  }, [isSignedOut, router])

  return (
    <main
      id="content"
      className="mx-auto w-full max-w-6xl px-5 pt-4 pb-[max(40px,env(safe-area-inset-bottom))] lg:px-8 lg:pt-8"
    >
      <h1 className="text-title font-[640]">{t('title')}</h1>
      <ReturnNote onPaid={moved.paid} />
      {state.phase === 'failed' && !isSignedOut && (
        <div className="mt-6">
          <LoadProblem problem={state.problem} onRetry={() => void retry()} />
        </div>
      )}
      {(state.phase === 'loading' || isSignedOut) && <WalletSkeleton />}
      {state.phase === 'ready' && (
        <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="flex min-w-0 flex-col gap-6">
            <Balance coins={state.data.balance} isSimulated={isSimulated(state.data)} />
            <PackagesSection wallet={state.data} onPaid={moved.paid} />
            <GoodsSection wallet={state.data} onBought={moved.spent} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <LinesSection changes={changes} />
            <PaymentsSection changes={payments} onPaid={moved.paid} />
          </div>
        </div>
      )}
    </main>
  )
}

function WalletSkeleton() {
  const t = useTranslations('wallet')
  return (
    <div className="mt-6 grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <div className="flex flex-col gap-6">
        <Skeleton className="h-32 rounded-lg" />
        <Skeleton className="h-64 rounded-lg" />
      </div>
      <Skeleton className="h-72 rounded-lg" />
    </div>
  )
}
