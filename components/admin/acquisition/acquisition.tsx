'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'

import { useFeed } from '@/components/admin/admin-feed'
import { AcquisitionSkeleton } from '@/components/admin/acquisition/acquisition-skeleton'
import { DimensionSelect } from '@/components/admin/acquisition/dimension-select'
import { SignupReportView } from '@/components/admin/acquisition/signup-report-view'
import { SourceTable } from '@/components/admin/acquisition/source-table'
import { SignupMap } from '@/components/admin/map/signup-map'
import { LiveHeading } from '@/components/admin/live-heading'
import { ProblemNote } from '@/components/admin/problem-note'
import { FigureBar } from '@/components/admin/figures/figure-bar'
import { useAcquisition } from '@/lib/client/admin/analytics/use-acquisition'
import { showParameters, useFigureFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import { SIGNUP_DIMENSIONS, type SignupDimension } from '@/lib/domain/acquisition'
import { SIGNUP_FILTERS } from '@/lib/domain/figure-filter'

const USUAL: SignupDimension = 'source'

/** @param openedAt - epoch ms; what is called today while the page is open */
export function Acquisition({ openedAt }: { openedAt: number }) {
  const t = useTranslations('acquisition')
  const params = useSearchParams()
  const inAddress = useFigureFilter(SIGNUP_FILTERS, openedAt)
  const by = SIGNUP_DIMENSIONS.find((one) => one === params.get('by')) ?? USUAL
  const news = useFeed((feed) => feed.acquisitionNews)
  const { data: report, isLoading, problem, again } = useAcquisition(inAddress.query, by, news)
  const isRefused = problem === 'forbidden' || problem === 'signedOut'
  const handleDimension = (chosen: SignupDimension) => {
    const next = new URLSearchParams(params)
    if (chosen === USUAL) next.delete('by')
    else next.set('by', chosen)
    showParameters(next)
  }

  return (
    <div className="flex flex-col gap-5">
      <LiveHeading title={t('title')} lead={t('lead')} />
      <FigureBar {...inAddress} dimensions={SIGNUP_FILTERS}>
        <DimensionSelect value={by} onChoose={handleDimension} />
      </FigureBar>
      <p role="status" className="sr-only">
        {isLoading ? t(report ? 'updating' : 'loading') : ''}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {report && !isRefused && (
        <div aria-busy={isLoading} className="transition-opacity aria-busy:opacity-60">
          <SignupReportView report={report} inAddress={inAddress} />
        </div>
      )}
      {!report && !problem && <AcquisitionSkeleton />}
      {!isRefused && (
        <>
          <SignupMap inAddress={inAddress} news={news} />
          <SourceTable inAddress={inAddress} news={news} />
        </>
      )}
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}
