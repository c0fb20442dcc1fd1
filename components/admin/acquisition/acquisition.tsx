'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'

import { AcquisitionProblem } from '@/components/admin/acquisition/acquisition-problem'
import { AcquisitionSkeleton } from '@/components/admin/acquisition/acquisition-skeleton'
import { DimensionSelect } from '@/components/admin/acquisition/dimension-select'
import { SignupReportView } from '@/components/admin/acquisition/signup-report-view'
import { SourceTable } from '@/components/admin/acquisition/source-table'
import { SignupMap } from '@/components/admin/map/signup-map'
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
  const { state, again } = useAcquisition(inAddress.query, by)
  const { phase, report } = state
  const handleDimension = (chosen: SignupDimension) => {
    const next = new URLSearchParams(params)
    if (chosen === USUAL) next.delete('by')
    else next.set('by', chosen)
    showParameters(next)
  }

  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <p className="text-small text-muted">{t('lead')}</p>
      </header>
      <FigureBar {...inAddress} dimensions={SIGNUP_FILTERS}>
        <DimensionSelect value={by} onChoose={handleDimension} />
      </FigureBar>
      <p role="status" className="sr-only">
        {phase === 'loading' ? t(report ? 'updating' : 'loading') : ''}
      </p>
      {phase !== 'loading' && phase !== 'ready' && (
        <AcquisitionProblem problem={phase} isStale={report !== undefined} onRetry={again} />
      )}
      {report ? (
        <div aria-busy={phase === 'loading'} className="transition-opacity aria-busy:opacity-60">
          <SignupReportView report={report} compare={inAddress.filter.compare} query={inAddress.query} />
        </div>
      ) : (
        phase === 'loading' && <AcquisitionSkeleton />
      )}
      {phase !== 'forbidden' && (
        <>
          <SignupMap
            query={inAddress.query}
            onNarrow={(country) => inAddress.change({ only: { ...inAddress.filter.only, country } })}
          />
          <SourceTable
            query={inAddress.query}
            compare={inAddress.filter.compare}
            onNarrow={(signupSource) =>
              inAddress.change({ only: { ...inAddress.filter.only, signupSource } })
            }
          />
        </>
      )}
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}
