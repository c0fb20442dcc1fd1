'use client'

import { useTranslations } from 'next-intl'
import { useRef } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { FeedStatus } from '@/components/admin/feed-status'
import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { DeskKeys } from '@/components/admin/reports/desk-keys'
import { ReportItem } from '@/components/admin/reports/report-item'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import { useKeys } from '@/lib/client/admin/reports/use-keys'
import { reportQuery, STATUS_CHOICES } from '@/lib/client/admin/reports/report-query'
import type { ReportPage } from '@/lib/client/admin/rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { useRemote } from '@/lib/client/admin/use-remote'
import { REPORT_TYPES } from '@/lib/domain/moderation'

/** The moderators' queue; a new report is there at once. */
export function ReportList() {
  const t = useTranslations('admin.reports')
  const { params } = useAddress()
  const news = useFeed((feed) => feed.reportNews + feed.claimNews)
  const newest = useFeed((feed) => feed.newestReport)
  const { data, problem, again } = useRemote<ReportPage>(reportQuery(params), news)

  return (
    <div className="flex flex-col gap-4">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-title font-[640]">{t('title')}</h1>
          <FeedStatus />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <DeskKeys />
          <ReportFilters />
        </div>
      </header>
      <p role="status" className="sr-only">
        {newest && t('arrived', { type: t(`type.${newest.reportType}`) })}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <Reports page={data} newest={newest?.reportId} />
      ) : (
        !problem && <ListSkeleton label={t('loading')} />
      )}
    </div>
  )
}

function Reports({ page, newest }: { page: ReportPage; newest: string | undefined }) {
  const t = useTranslations('admin.reports')
  const list = useRef<HTMLUListElement>(null)
  useKeys({ j: () => walk(list.current, 1), k: () => walk(list.current, -1) })
  if (page.reports.length === 0) {
    return (
      <div className="flex max-w-[36rem] flex-col gap-2 py-10">
        <p className="text-lead font-[620]">{t('emptyTitle')}</p>
        <p className="text-muted">{t('empty')}</p>
      </div>
    )
  }
  const last = page.reports.at(-1)
  return (
    <>
      <ul
        ref={list}
        aria-label={t('title')}
        className="flex flex-col overflow-hidden rounded-lg border border-line bg-surface"
      >
        {page.reports.map((report) => (
          <ReportItem key={report.reportId} report={report} isNew={report.reportId === newest} />
        ))}
      </ul>
      <Pager hasMore={page.hasMore} after={{ before: last?.createdAt, beforeId: last?.reportId }} />
    </>
  )
}

/** Moves the focus from row to row. */
function walk(list: HTMLElement | null, by: 1 | -1): void {
  const links = [...(list?.querySelectorAll('a') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
}

function ReportFilters() {
  const t = useTranslations('admin.reports')
  const { params, filter } = useAddress()
  return (
    <div className="flex flex-wrap gap-3">
      <Select
        aria-label={t('statusLabel')}
        value={params.get('status') ?? 'pending'}
        onChange={(event) => filter({ status: event.target.value })}
      >
        {STATUS_CHOICES.map((status) => (
          <option key={status} value={status}>
            {t(`status.${status}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('typeLabel')}
        value={params.get('type') ?? ''}
        onChange={(event) => filter({ type: event.target.value })}
      >
        <option value="">{t('anyType')}</option>
        {REPORT_TYPES.map((type) => (
          <option key={type} value={type}>
            {t(`type.${type}`)}
          </option>
        ))}
      </Select>
    </div>
  )
}

function ListSkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {Array.from({ length: 6 }, (_, index) => (
        <Skeleton key={index} className="h-[72px]" />
      ))}
    </div>
  )
}
