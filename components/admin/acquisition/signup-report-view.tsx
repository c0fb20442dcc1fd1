'use client'

import { useTranslations } from 'next-intl'

import { KeyTable } from '@/components/admin/acquisition/key-table'
import { SignupChart } from '@/components/admin/acquisition/signup-chart'
import { SignupFigures } from '@/components/admin/acquisition/signup-figures'
import { DemoBanner } from '@/components/admin/demo-banner'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

interface SignupReportViewProps {
  report: SignupReport
  compare: boolean
  /** The page's filter as parameters. */
  query: string
}

/** The figures of a window: in sum, by day, and by what distinguishes people. */
export function SignupReportView({ report, compare, query }: SignupReportViewProps) {
  const t = useTranslations('acquisition.empty')
  const isEmpty = report.total === 0 && (report.previousTotal === 0 || !compare)
  const both = { report, compare }
  return (
    <div className="flex flex-col gap-4">
      {report.demo && <DemoBanner />}
      {isEmpty ? (
        <div className="flex flex-col gap-2 rounded-lg border border-dashed border-line-strong px-5 py-10 text-center">
          <h2 className="text-body font-[620]">{t('title')}</h2>
          <p className="text-small text-muted">{t('text')}</p>
        </div>
      ) : (
        <>
          <SignupFigures {...both} />
          <SignupChart {...both} query={query} />
          <KeyTable {...both} query={query} />
        </>
      )}
    </div>
  )
}
