'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'

import { useFeed } from '@/components/admin/admin-feed'
import { AlertTable } from '@/components/admin/alerts/alert-table'
import { Thresholds } from '@/components/admin/alerts/thresholds'
import { FeedStatus } from '@/components/admin/feed-status'
import { Pager } from '@/components/admin/pager'
import { ProblemNote } from '@/components/admin/problem-note'
import { Section } from '@/components/admin/section'
import { Skeleton } from '@/components/ui/skeleton'
import type { AlertPage } from '@/lib/client/admin/rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** Alerts that go on, earlier ones, and when they are raised. @param isServer - those who look run the server; otherwise they are their tenant's own */
export function Alerts({ isServer }: { isServer: boolean }) {
  const t = useTranslations('admin.alerts')
  const before = useSearchParams().get('before')
  const query = before === null ? '' : `?before=${encodeURIComponent(before)}`
  const { data, problem, again } = useRemote<AlertPage>(
    `/api/admin/alerts${query}`,
    useFeed((feed) => feed.alertNews),
  )
  return (
    <div className="flex flex-col gap-5">
      <header>
        <h1 className="text-title font-[640]">{t('title')}</h1>
        <FeedStatus />
        <p className="text-small text-muted">{t(isServer ? 'lead' : 'leadTenant')}</p>
      </header>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <>
          <Section title={t('open')} note={t('openNote')}>
            {data.open.length === 0 ? (
              <p className="py-2 text-small text-muted">{t('openNone')}</p>
            ) : (
              <AlertTable alerts={data.open} label={t('open')} fileName="omegoo-alerts-open" />
            )}
          </Section>
          <Section title={t('earlier')} note={t('earlierNote')}>
            {data.alerts.length === 0 ? (
              <p className="py-2 text-small text-muted">{t('earlierNone')}</p>
            ) : (
              <AlertTable alerts={data.alerts} label={t('earlier')} fileName="omegoo-alerts" />
            )}
          </Section>
          <Pager hasMore={data.hasMore} after={{ before: data.alerts.at(-1)?.raisedAt }} />
        </>
      ) : (
        !problem && (
          <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
            <Skeleton className="h-28 w-full" />
            <Skeleton className="h-56 w-full" />
          </div>
        )
      )}
      <Thresholds />
    </div>
  )
}
