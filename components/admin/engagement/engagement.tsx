'use client'

import { useTranslations } from 'next-intl'

import { useFeed } from '@/components/admin/admin-feed'
import { EngagementView } from '@/components/admin/engagement/engagement-view'
import { FigureBar } from '@/components/admin/figures/figure-bar'
import { LiveHeading } from '@/components/admin/live-heading'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { useFigureFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import { useFigures } from '@/lib/client/admin/analytics/use-figures'
import type { EngagementReport } from '@/lib/contracts/omegoo/figure-tables'
import { ACTIVITY_FILTERS } from '@/lib/domain/figure-filter'

/** @param openedAt - epoch ms; what is called today while the page is open */
export function Engagement({ openedAt }: { openedAt: number }) {
  const t = useTranslations('analytics.engagement')
  const inAddress = useFigureFilter(ACTIVITY_FILTERS, openedAt)
  const { query } = inAddress
  const path = `/api/admin/analytics/engagement?${query}`
  const { data, isLoading, problem, again } = useFigures<EngagementReport>(
    path,
    useFeed((feed) => feed.engagementNews),
  )
  return (
    <div className="flex flex-col gap-5">
      <LiveHeading title={t('title')} lead={t('lead')} />
      <FigureBar {...inAddress} dimensions={ACTIVITY_FILTERS} />
      <p role="status" className="sr-only">
        {isLoading ? t('loading') : ''}
      </p>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data && problem !== 'forbidden' ? (
        <div aria-busy={isLoading} className="transition-opacity aria-busy:opacity-60">
          <EngagementView report={data} inAddress={inAddress} />
        </div>
      ) : (
        !problem && <EngagementSkeleton />
      )}
      <p className="text-caption text-muted">{t('footnote')}</p>
    </div>
  )
}

function EngagementSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-[92px] rounded-lg" />
      <Skeleton className="h-[320px] rounded-lg" />
      <Skeleton className="h-[320px] rounded-lg" />
    </div>
  )
}
