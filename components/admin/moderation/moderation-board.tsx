'use client'

import { useTranslations } from 'next-intl'

import { useFeed } from '@/components/admin/admin-feed'
import { SavedReplyList } from '@/components/admin/casework/saved-reply-list'
import { LiveHeading } from '@/components/admin/live-heading'
import { BoardCharts } from '@/components/admin/moderation/board-charts'
import { BoardFigures } from '@/components/admin/moderation/board-figures'
import { RetentionRuns } from '@/components/admin/moderation/retention-runs'
import { RangeBar } from '@/components/admin/moderation/range-bar'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { useFigureFilter } from '@/lib/client/admin/analytics/use-figure-filter'
import type { ModerationReport } from '@/lib/client/admin/casework/casework-rest'
import { useRemote } from '@/lib/client/admin/use-remote'

/** The counts narrow by nothing: they name nobody. */
const NOTHING = [] as const

/** What waits, how long decisions take, and what comes of reports; a decision anywhere is there at once. */
export function ModerationBoard({ openedAt }: { openedAt: number }) {
  const t = useTranslations('admin.board')
  const inAddress = useFigureFilter(NOTHING, openedAt)
  const news = useFeed((feed) => feed.reportNews + feed.appealNews)
  const { query, filter } = inAddress
  const { data, problem, again } = useRemote<ModerationReport>(
    `/api/admin/moderation${query && `?${query}`}`,
    news,
  )
  return (
    <div className="flex flex-col gap-5">
      <LiveHeading title={t('title')} />
      <RangeBar {...inAddress} />
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <>
          <BoardFigures report={data} compare={filter.compare} />
          <BoardCharts report={data} inAddress={inAddress} />
          {data.demo && <p className="text-caption text-muted">{t('demo')}</p>}
        </>
      ) : (
        !problem && (
          <>
            <p role="status" className="sr-only">
              {t('loading')}
            </p>
            <Skeleton className="h-40" />
            <Skeleton className="h-72" />
          </>
        )
      )}
      <SavedReplyList />
      <RetentionRuns />
    </div>
  )
}
