'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

import { Moment } from '@/components/admin/moment'
import { StatusBadge } from '@/components/admin/reports/status-badge'
import { Badge } from '@/components/ui/badge'
import type { ReportRow } from '@/lib/client/admin/rest'

/** One report in a list; the whole row leads to it. */
export function ReportItem({ report, isNew = false }: { report: ReportRow; isNew?: boolean }) {
  const t = useTranslations('admin')
  const { reportId, reportType, description, status, reporter, reported, reportsAgainst, createdAt, claim } =
    report
  const name = ({ displayName, userId }: ReportRow['reporter']) =>
    displayName ?? t('shortId', { id: userId.slice(0, 8) })
  return (
    <li className="@container border-t border-line first:border-t-0">
      <Link
        href={`/admin/reports/${encodeURIComponent(reportId)}`}
        prefetch={false}
        className={clsx(
          'grid min-h-16 gap-x-4 gap-y-1 px-4 py-3 transition-colors -outline-offset-3 hover:bg-raised @[40rem]:grid-cols-[11rem_minmax(0,1fr)_auto] @[40rem]:items-center',
          isNew && 'animate-fade',
        )}
      >
        <span className="flex items-center gap-2 text-small font-[620]">
          {t(`reports.type.${reportType}`)}
          {isNew && <Badge tone="accent">{t('reports.new')}</Badge>}
        </span>
        <span className="min-w-0 text-small">
          <span className="line-clamp-2 wrap-anywhere">
            {t('reports.about', { reported: name(reported), reporter: name(reporter) })}
          </span>
          {description && <span className="block truncate text-caption text-muted">{description}</span>}
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-caption text-muted @[40rem]:justify-end">
          {claim && <Badge tone="accent">{t('desk.taken')}</Badge>}
          {reported.banned && <Badge tone="harm">{t('banned')}</Badge>}
          {reportsAgainst > 1 && (
            <span className="tabular-nums">{t('reports.times', { count: reportsAgainst })}</span>
          )}
          <Moment at={createdAt} />
          <StatusBadge status={status} />
        </span>
      </Link>
    </li>
  )
}
