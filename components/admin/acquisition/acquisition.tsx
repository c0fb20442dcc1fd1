'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

import { AcquisitionProblem } from '@/components/admin/acquisition/acquisition-problem'
import { AcquisitionSkeleton } from '@/components/admin/acquisition/acquisition-skeleton'
import { DimensionSelect } from '@/components/admin/acquisition/dimension-select'
import { SignupReportView } from '@/components/admin/acquisition/signup-report-view'
import { RangeFilter } from '@/components/admin/range-filter'
import { readDayRange, withDayRange } from '@/lib/client/admin/analytics/day-range'
import { useAcquisition } from '@/lib/client/admin/analytics/use-acquisition'
import { SIGNUP_DIMENSIONS, type SignupDimension } from '@/lib/domain/acquisition'

const USUAL: SignupDimension = 'source'

/** @param openedAt - epoch ms; what is called today while the page is open */
export function Acquisition({ openedAt }: { openedAt: number }) {
  const t = useTranslations('acquisition')
  const query = useSearchParams()
  const range = useMemo(() => readDayRange(new URLSearchParams(query), openedAt), [query, openedAt])
  const by = SIGNUP_DIMENSIONS.find((one) => one === query.get('by')) ?? USUAL
  const { state, again } = useAcquisition(range.window, by)
  const { phase, report } = state

  const go = (next: URLSearchParams) =>
    // The address changes without asking for the page again: only its figures are new.
    window.history.replaceState(null, '', next.size > 0 ? `?${next.toString()}` : location.pathname)
  const handleDimension = (chosen: SignupDimension) => {
    const next = new URLSearchParams(query)
    if (chosen === USUAL) next.delete('by')
    else next.set('by', chosen)
    go(next)
  }

  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="text-small text-muted">{t('lead')}</p>
      </header>
      <RangeFilter
        range={range}
        now={openedAt}
        onChange={(chosen) => go(withDayRange(new URLSearchParams(query), chosen))}
      >
        <DimensionSelect value={by} onChoose={handleDimension} />
      </RangeFilter>
      <p role="status" className="sr-only">
        {phase === 'loading' ? t(report ? 'updating' : 'loading') : ''}
      </p>
      {phase !== 'loading' && phase !== 'ready' && (
        <AcquisitionProblem problem={phase} isStale={report !== undefined} onRetry={again} />
      )}
      {report ? (
        <div aria-busy={phase === 'loading'} className="transition-opacity aria-busy:opacity-60">
          <SignupReportView report={report} compare={range.compare} />
        </div>
      ) : (
        phase === 'loading' && <AcquisitionSkeleton />
      )}
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}
