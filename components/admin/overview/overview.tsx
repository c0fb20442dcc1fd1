'use client'

import { useTranslations } from 'next-intl'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'

import { useFeed, useFeedConnection } from '@/components/admin/admin-feed'
import { FeedStatus } from '@/components/admin/feed-status'
import { FloodNote } from '@/components/admin/overview/flood-note'
import { Hours } from '@/components/admin/overview/hours'
import { Now } from '@/components/admin/overview/now'
import { OverviewCharts } from '@/components/admin/overview/overview-charts'
import { OverviewSkeleton } from '@/components/admin/overview/overview-skeleton'
import { RelayNote } from '@/components/admin/overview/relay-note'
import { Unusual } from '@/components/admin/overview/unusual'
import { Yesterday } from '@/components/admin/overview/yesterday'
import { WindowFigures } from '@/components/admin/overview/window-figures'
import { Segmented } from '@/components/ui/segmented'
import { RANGES, toRange } from '@/lib/client/admin/analytics/overview-range'
import { useHours } from '@/lib/client/admin/analytics/use-hours'
import { useYesterday } from '@/lib/client/admin/analytics/use-yesterday'
import { splitWindows, summarize } from '@/lib/domain/figure-window'

/**
 * What happens right now and what of it is unusual, then the last hour, then the last week; pushed, and never polled.
 *
 * @param isServer - those who look run the server; otherwise it is their tenant's own
 */
export function Overview({ isServer }: { isServer: boolean }) {
  const t = useTranslations('admin.overview')
  const range = toRange(useSearchParams().get('minutes'))
  const figures = useFeed((feed) => feed.figures)
  const points = useFeed((feed) => feed.points)
  const hours = useHours(points)
  const yesterday = useYesterday(points)
  const [{ status }] = useFeedConnection()
  const { shown, now, before } = useMemo(() => {
    const windows = splitWindows(points, range)
    return {
      shown: windows.now,
      now: summarize(windows.now),
      before: windows.before && summarize(windows.before),
    }
  }, [points, range])

  const handleRange = (minutes: string) => {
    // The address changes without asking the server: everything for it is here already.
    window.history.replaceState(null, '', `?minutes=${minutes}`)
  }

  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-title font-[640]">{t('title')}</h1>
          <FeedStatus />
        </div>
        <Segmented
          label={t('range')}
          name="minutes"
          value={String(range)}
          choices={RANGES.map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))}
          onChoose={handleRange}
        />
      </header>
      {figures ? (
        <>
          <FloodNote points={points} />
          {figures.trouble.relay && <RelayNote state={figures.trouble.relay} />}
          <Now figures={figures} points={points} range={range} />
          <Unusual unusual={hours.data?.unusual ?? []} />
          <Yesterday {...yesterday} />
          <WindowFigures range={range} now={now} before={before} />
          <OverviewCharts points={shown} range={range} window={now} />
          <Hours {...hours} />
        </>
      ) : status === 'offline' || status === 'reconnecting' ? (
        <p className="max-w-[36rem] py-8 text-muted">{t('unreachable')}</p>
      ) : (
        <OverviewSkeleton label={t('loading')} />
      )}
      <p className="text-caption text-muted">
        {!isServer && `${t('ofTenant')} `}
        {t('footnote')}
      </p>
    </div>
  )
}
