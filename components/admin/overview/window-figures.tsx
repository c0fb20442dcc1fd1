'use client'

import { useFormatter, useTranslations } from 'next-intl'
import Link from 'next/link'

import { ChangeWords } from '@/components/admin/overview/change-words'
import { type Change, changeOf, type Range } from '@/lib/client/admin/analytics/overview-range'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { FigureWindow } from '@/lib/domain/figure-window'

interface WindowFiguresProps {
  range: Range
  now: FigureWindow
  /** Undefined: the server has not run for long enough to compare. */
  before: FigureWindow | undefined
}

const NOTHING = '–'
/** Of fewer, a hundredth is no pairing. */
const PAIRINGS_FOR_P99 = 100

/** The numbers of the range, each beside the one before and leading to its chart. */
export function WindowFigures({ range, now, before }: WindowFiguresProps) {
  const t = useTranslations('admin.overview')
  const figures = useWindowFigures(now, before)
  return (
    <section className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-small font-[620]">{t('lastMinutes', { minutes: range })}</h2>
        <p className="text-caption text-muted">
          {before ? t('windowNote', { minutes: range }) : t('noWindow')}
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-px sm:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-7">
        {figures.map((figure) => (
          <WindowFigure key={figure.name} {...figure} />
        ))}
      </dl>
    </section>
  )
}

interface Shown {
  readonly name:
    | 'p50'
    | 'p95'
    | 'p99'
    | 'underOneSecond'
    | 'messagesPerMinute'
    | 'ended'
    | 'medianLength'
    | 'requeueRate'
    | 'setup'
    | 'failedCalls'
    | 'loss'
    | 'limits'
    | 'errors'
  readonly href: string
  /** With its unit; a dash where nothing was measured. */
  readonly value: string
  readonly change: Change | undefined
}

function WindowFigure({ name, href, value, change }: Shown) {
  const t = useTranslations('admin.overview')
  return (
    <div className="flex min-h-11 min-w-0 flex-col border-t border-line py-2">
      <dt className="text-caption text-muted">{t(name)}</dt>
      <dd className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={href}
          className="font-[620] tabular-nums underline decoration-line underline-offset-4 hover:decoration-ink"
        >
          {value}
        </Link>
        <span className="text-caption text-muted tabular-nums">
          {change && change.direction !== 'same' && <ChangeWords change={change} />}
        </span>
      </dd>
    </div>
  )
}

/** Pairings that a percentile says something of. */
const LEAST_PAIRINGS = { p50: 1, p95: 1, p99: PAIRINGS_FOR_P99 }

function useWindowFigures(now: FigureWindow, before: FigureWindow | undefined): readonly Shown[] {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const duration = useDuration()
  const percent = (value: number | null | undefined) =>
    value === null || value === undefined ? NOTHING : t('percent', { value: format.number(value) })
  const wait = (name: 'p50' | 'p95' | 'p99'): Shown => ({
    name,
    href: '#pairing',
    value: now.waits.count < LEAST_PAIRINGS[name] ? NOTHING : duration(now.waits[name]),
    change:
      before?.waits.count && now.waits.count >= LEAST_PAIRINGS[name]
        ? changeOf(now.waits.count ? now.waits[name] : null, before.waits[name])
        : undefined,
  })
  const counted = (name: 'ended' | 'limits' | 'errors', href: string): Shown => ({
    name,
    href,
    value: format.number(now[name]),
    change: changeOf(now[name], before?.[name]),
  })
  const length = now.ended === 0 ? null : now.lengths.p50
  const { setup, loss, failedPercent } = now.calls
  return [
    wait('p50'),
    wait('p95'),
    wait('p99'),
    {
      name: 'underOneSecond',
      href: '#quick',
      value: percent(now.waits.underOneSecond),
      change: changeOf(now.waits.underOneSecond, before?.waits.underOneSecond, 'points'),
    },
    {
      name: 'messagesPerMinute',
      href: '#messages',
      value: format.number(now.messagesPerMinute, { maximumFractionDigits: 1 }),
      change: changeOf(now.messagesPerMinute, before?.messagesPerMinute),
    },
    counted('ended', '#causes'),
    {
      name: 'medianLength',
      href: '#lengths',
      value: length === null ? NOTHING : duration(length),
      change: before?.ended ? changeOf(length, before.lengths.p50) : undefined,
    },
    {
      name: 'requeueRate',
      href: '#requeues',
      value: percent(now.requeueRate),
      change: changeOf(now.requeueRate, before?.requeueRate, 'points'),
    },
    {
      name: 'setup',
      href: '#setup',
      value: setup ? duration(setup.p95) : NOTHING,
      change: changeOf(setup?.p95 ?? null, before?.calls.setup?.p95),
    },
    {
      name: 'failedCalls',
      href: '#calls',
      value: percent(failedPercent),
      change: changeOf(failedPercent, before?.calls.failedPercent, 'points'),
    },
    {
      name: 'loss',
      href: '#loss',
      value: percent(loss),
      change: changeOf(loss, before?.calls.loss, 'points'),
    },
    counted('limits', '#trouble'),
    counted('errors', '#trouble'),
  ]
}
