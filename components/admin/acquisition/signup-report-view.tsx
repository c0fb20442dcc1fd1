'use client'

import { useTranslations } from 'next-intl'

import { KeyTable } from '@/components/admin/acquisition/key-table'
import { SignupChart } from '@/components/admin/acquisition/signup-chart'
import { SignupFigures } from '@/components/admin/acquisition/signup-figures'
import type { SignupFilter } from '@/components/admin/acquisition/use-key-links'
import { DemoBanner } from '@/components/admin/demo-banner'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

interface SignupReportViewProps {
  report: SignupReport
  inAddress: SignupFilter
}

/** The figures of a window: in sum, by day, and by what distinguishes people. */
export function SignupReportView({ report, inAddress }: SignupReportViewProps) {
  const t = useTranslations('acquisition.empty')
  const { compare } = inAddress.filter
  const isEmpty = report.total === 0 && (report.previousTotal === 0 || !compare)
  const all = { report, compare, inAddress }
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
          <SignupFigures {...all} />
          <SignupChart {...all} />
          <KeyTable {...all} />
        </>
      )}
    </div>
  )
}
