'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { api } from '@/lib/client/api'
import type { OwnReport } from '@/lib/client/moderation/report-outcomes'
import { REPORT_STATUSES, REPORT_TYPES } from '@/lib/domain/moderation'

type State =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed' }
  | { readonly phase: 'here'; readonly reports: readonly OwnReport[] }

/** The reports that a person has made, with what became of each; needs the texts of `moderation`. */
export function OwnReports() {
  const t = useTranslations('moderation.own')
  const [state, setState] = useState<State>({ phase: 'loading' })
  const load = () =>
    api
      .get<{ reports: readonly OwnReport[] }>('/api/moderation/user-reports?limit=100')
      .then((result) =>
        setState(result.ok ? { phase: 'here', reports: result.data.reports } : { phase: 'failed' }),
      )
  useEffect(() => void load(), [])

  if (state.phase === 'loading') {
    return (
      <div className="flex flex-col gap-2">
        <p role="status" className="sr-only">
          {t('loading')}
        </p>
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    )
  }
  if (state.phase === 'failed') {
    return (
      <div role="alert" className="flex flex-col items-start gap-3 text-small">
        <p>{t('failed')}</p>
        <Button onClick={() => void load()}>{t('again')}</Button>
      </div>
    )
  }
  if (state.reports.length === 0) return <p className="text-small text-muted">{t('none')}</p>
  return (
    <ul className="flex flex-col divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {state.reports.map((report) => (
        <OwnReportRow key={report.reportId} report={report} />
      ))}
    </ul>
  )
}

function OwnReportRow({ report }: { report: OwnReport }) {
  const t = useTranslations('moderation')
  const format = useFormatter()
  const type = REPORT_TYPES.find((one) => one === report.reportType) ?? 'other'
  const status = REPORT_STATUSES.find((one) => one === report.status) ?? 'pending'
  return (
    <li className="flex flex-col gap-1 px-4 py-3 text-small">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <span className="font-[620]">{t(`type.${type}`)}</span>
        <Badge tone={status === 'pending' ? 'neutral' : 'accent'}>{t(`status.${status}`)}</Badge>
      </span>
      {report.description && (
        <span dir="auto" className="break-words">
          {report.description}
        </span>
      )}
      <span className="text-caption text-muted">
        <time dateTime={report.createdAt}>
          {format.dateTime(new Date(report.createdAt), { dateStyle: 'long' })}
        </time>
        {' · '}
        {t(`meaning.${status}`)}
      </span>
    </li>
  )
}
