'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useId } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { DemoBanner } from '@/components/admin/demo-banner'
import { FigureBar } from '@/components/admin/figures/figure-bar'
import { LiveHeading } from '@/components/admin/live-heading'
import { ProblemNote } from '@/components/admin/problem-note'
import { CurrencyView } from '@/components/admin/revenue/currency-view'
import { OrderList } from '@/components/admin/revenue/order-list'
import { SpendingTable } from '@/components/admin/revenue/spending-table'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { buttonLook } from '@/components/ui/button-look'
import { showParameters, useFigureFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import type { RevenueReport } from '@/lib/client/admin/revenue/revenue-rest'
import { useRemote } from '@/lib/client/admin/use-remote'
import { SIGNUP_FILTERS } from '@/lib/domain/figure-filter'
import { REVENUE_DIMENSIONS, type RevenueDimension } from '@/lib/domain/payments/revenue'

const USUAL: RevenueDimension = 'coin_package'

/** What comes in, by day and by what tells buyers apart, and every order. @param openedAt - epoch ms */
export function Revenue({ openedAt }: { openedAt: number }) {
  const t = useTranslations('revenue')
  const params = useSearchParams()
  const inAddress = useFigureFilter(SIGNUP_FILTERS, openedAt)
  const by = REVENUE_DIMENSIONS.find((one) => one === params.get('by')) ?? USUAL
  const news = useFeed((state) => state.revenueNews)
  const query = `${inAddress.query}${inAddress.query && '&'}by=${by}`
  const { data, problem, again } = useRemote<RevenueReport>(`/api/admin/revenue?${query}`, news)

  const handleDimension = (chosen: string) => {
    const next = new URLSearchParams(params)
    if (chosen === USUAL) next.delete('by')
    else next.set('by', chosen)
    showParameters(next)
  }
  return (
    <div className="flex flex-col gap-5">
      <LiveHeading
        title={t('title')}
        lead={t('lead')}
        aside={
          <Link href="/admin/revenue/ledger" prefetch={false} className={buttonLook()}>
            {t('ledger.open')}
          </Link>
        }
      />
      <FigureBar {...inAddress} dimensions={SIGNUP_FILTERS}>
        <BySelect value={by} onChoose={handleDimension} />
      </FigureBar>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data?.demo && <DemoBanner />}
      {!data && !problem && <Skeleton className="h-72 rounded-lg" />}
      {data?.currencies.length === 0 && (
        <div className="flex flex-col gap-2 rounded-lg border border-dashed border-line-strong px-5 py-10 text-center">
          <h2 className="text-body font-[620]">{t('empty.title')}</h2>
          <p className="text-small text-muted">{t('empty.text')}</p>
        </div>
      )}
      {data?.currencies.map((figures) => (
        <CurrencyView key={figures.currency} figures={figures} report={data} inAddress={inAddress} />
      ))}
      {data && data.spending.length > 0 && <SpendingTable report={data} />}
      <OrderList news={news} />
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}

function BySelect({ value, onChoose }: { value: RevenueDimension; onChoose: (chosen: string) => void }) {
  const t = useTranslations('revenue.by')
  const id = useId()
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-caption text-muted">
        {t('label')}
      </label>
      <Select id={id} value={value} onChange={(event) => onChoose(event.target.value)}>
        {REVENUE_DIMENSIONS.map((dimension) => (
          <option key={dimension} value={dimension}>
            {t(dimension)}
          </option>
        ))}
      </Select>
    </div>
  )
}
