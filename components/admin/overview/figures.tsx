'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { useFeed } from '@/components/admin/admin-feed'
import { Figure } from '@/components/admin/overview/figure'
import { changeOf, type Range } from '@/lib/client/admin/analytics/overview-range'
import { useDashboard } from '@/lib/client/admin/analytics/use-dashboard'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { FigureWindow } from '@/lib/domain/figure-window'
import { type FigurePoint, type LiveFigures, POINT_SECONDS } from '@/lib/domain/live-figures'

interface FiguresProps {
  figures: LiveFigures
  points: readonly FigurePoint[]
  range: Range
  now: FigureWindow
  /** Undefined: the server has not run for long enough to compare. */
  before: FigureWindow | undefined
}

const NOTHING = '–'

/** The numbers on top of the overview: right now, and over the range. */
export function Figures({ figures, points, range, now, before }: FiguresProps) {
  const t = useTranslations('admin.overview')
  const then = points.at(-1 - (range * 60) / POINT_SECONDS)
  return (
    <>
      <FigureGroup
        title={t('rightNow')}
        note={then ? t('levelNote', { minutes: range }) : t('noLevel')}
        columns="xl:grid-cols-6"
      >
        <Levels figures={figures} then={then} />
      </FigureGroup>
      <FigureGroup
        title={t('lastMinutes', { minutes: range })}
        note={before ? t('windowNote', { minutes: range }) : t('noWindow')}
        columns="xl:grid-cols-5"
      >
        <Windows now={now} before={before} />
      </FigureGroup>
    </>
  )
}

interface FigureGroupProps {
  title: string
  note: string
  /** In a line of a wide screen. */
  columns: string
  children: ReactNode
}

function FigureGroup({ title, note, columns, children }: FigureGroupProps) {
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-small font-[620]">{title}</h2>
        <p className="text-caption text-muted">{note}</p>
      </div>
      <dl className={clsx('grid grid-cols-2 gap-3 sm:grid-cols-3', columns)}>{children}</dl>
    </section>
  )
}

/** @param then - the point of a range ago; undefined: there is none. */
function Levels({ figures, then }: { figures: LiveFigures; then: FigurePoint | undefined }) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const totals = useDashboard(useFeed((feed) => feed.reportNews))
  const count = (value: number | undefined) => (value === undefined ? NOTHING : format.number(value))
  const { live, messages, trouble } = figures
  return (
    <>
      <Figure
        label={t('connected')}
        value={count(live.online)}
        href="#people"
        change={changeOf(live.online, then?.online)}
      />
      <Figure
        label={t('waiting')}
        value={count(live.waiting)}
        href="#people"
        {...(trouble.heldBack > 0
          ? { note: t('heldBack', { count: trouble.heldBack }) }
          : { change: changeOf(live.waiting, then?.waiting) })}
      />
      <Figure
        label={t('talking')}
        value={count(live.talking)}
        href="#people"
        change={changeOf(live.talking, then?.talking)}
      />
      <Figure
        label={t('messagesLastMinute')}
        value={count(messages.perMinute)}
        href="#messages"
        note={t('messagesTotal', { count: messages.total })}
      />
      <Figure
        label={t('pendingReports')}
        value={count(totals?.reports.pending)}
        href="/admin/reports?status=pending"
      />
      <Figure
        label={t('accounts')}
        value={count(totals?.users.total)}
        href="/admin/users"
        note={totals && t('newToday', { count: totals.users.newToday })}
      />
    </>
  )
}

function Windows({ now, before }: Pick<FiguresProps, 'now' | 'before'>) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const duration = useDuration()
  const wait = (key: 'p50' | 'p95' | 'p99') => ({
    value: now.waits.count === 0 ? NOTHING : duration(now.waits[key]),
    change: before?.waits.count
      ? changeOf(now.waits.count ? now.waits[key] : null, before.waits[key])
      : undefined,
  })
  const percent = (value: number | null) =>
    value === null ? NOTHING : t('percent', { value: format.number(value) })
  const counted = (key: 'ended' | 'limits' | 'errors') => ({
    value: format.number(now[key]),
    change: changeOf(now[key], before?.[key]),
  })
  return (
    <>
      <Figure label={t('p50')} href="#pairing" {...wait('p50')} />
      <Figure label={t('p95')} href="#pairing" {...wait('p95')} />
      <Figure label={t('p99')} href="#pairing" {...wait('p99')} />
      <Figure
        label={t('underOneSecond')}
        href="#quick"
        value={percent(now.waits.underOneSecond)}
        change={changeOf(now.waits.underOneSecond, before?.waits.underOneSecond, 'points')}
      />
      <Figure
        label={t('messagesPerMinute')}
        href="#messages"
        value={format.number(now.messagesPerMinute, { maximumFractionDigits: 1 })}
        change={changeOf(now.messagesPerMinute, before?.messagesPerMinute)}
      />
      <Figure label={t('ended')} href="#causes" {...counted('ended')} />
      <Figure
        label={t('medianLength')}
        href="#lengths"
        value={now.ended === 0 ? NOTHING : duration(now.lengths.p50)}
        change={
          before?.ended ? changeOf(now.ended === 0 ? null : now.lengths.p50, before.lengths.p50) : undefined
        }
      />
      <Figure
        label={t('requeueRate')}
        href="#requeues"
        value={percent(now.requeueRate)}
        change={changeOf(now.requeueRate, before?.requeueRate, 'points')}
      />
      <Figure label={t('limits')} href="#trouble" {...counted('limits')} />
      <Figure label={t('errors')} href="#trouble" {...counted('errors')} />
    </>
  )
}
