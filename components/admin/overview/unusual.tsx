'use client'

import { CircleCheck, TrendingDown, TrendingUp, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'

import { useAlertWords } from '@/components/admin/alerts/use-alert-words'
import { useFeed } from '@/components/admin/admin-feed'
import { useUtcMoment } from '@/components/admin/moment'
import type { AlertPage, HourPage } from '@/lib/client/admin/rest'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import { useRemote } from '@/lib/client/admin/use-remote'

/** Where what is compared is drawn. */
const CHARTS = {
  online: '#hours',
  text: '#hours',
  audio: '/admin/media',
  video: '/admin/media',
  messages: '#messages',
  waits: '/admin/matching',
  failedCalls: '/admin/media#causes',
  errors: '#trouble',
} as const satisfies Record<HourPage['unusual'][number]['what'], string>

/** What is not as it usually is, first of all: alerts that go on, then what differs from the same hour of other days. */
export function Unusual({ unusual }: { unusual: HourPage['unusual'] }) {
  const t = useTranslations('admin.unusual')
  const { data } = useRemote<AlertPage>(
    '/api/admin/alerts?limit=1',
    useFeed((feed) => feed.alertNews),
  )
  const open = data?.open ?? []
  const isQuiet = data !== undefined && open.length === 0 && unusual.length === 0
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-small font-[620]">{t('title')}</h2>
        <Link
          href="/admin/alerts"
          className="inline-flex min-h-11 items-center text-caption text-muted underline underline-offset-4 hover:text-ink"
        >
          {t('all')}
        </Link>
      </div>
      {isQuiet && (
        <p className="flex items-center gap-2 text-small text-muted">
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          {t('nothing')}
        </p>
      )}
      <ul aria-live="polite" className="flex flex-wrap gap-2 empty:hidden">
        {open.map((alert) => (
          <AlertChip key={alert.alertId} alert={alert} />
        ))}
        {unusual.map((one) => (
          <DeviationChip key={one.what} deviation={one} />
        ))}
      </ul>
    </section>
  )
}

const chip =
  'flex min-h-11 items-center gap-3 rounded-md border px-4 py-2 text-small transition-colors hover:border-ink [&_svg]:size-5 [&_svg]:shrink-0'

function AlertChip({ alert }: { alert: AlertPage['open'][number] }) {
  const t = useTranslations('admin.unusual')
  const { name, say } = useAlertWords()
  const moment = useUtcMoment()
  return (
    <li>
      <Link href={alert.figures} className={`${chip} border-harm bg-harm-soft text-harm-ink`}>
        <TriangleAlert aria-hidden />
        <span className="flex flex-col">
          <span className="font-[620]">
            {t('alert', { name: name(alert.kind), value: say(alert.worst, alert.unit) })}
          </span>
          <span className="text-caption">{t('since', { time: moment(alert.raisedAt) })}</span>
        </span>
      </Link>
    </li>
  )
}

function DeviationChip({ deviation }: { deviation: HourPage['unusual'][number] }) {
  const t = useTranslations('admin.unusual')
  const format = useFormatter()
  const duration = useDuration()
  const { what, value, usual, direction } = deviation
  const say = (number: number) =>
    what === 'waits' ? duration(number) : format.number(number, { maximumFractionDigits: 1 })
  const Sign = direction === 'more' ? TrendingUp : TrendingDown
  return (
    <li>
      <Link href={CHARTS[what]} className={`${chip} border-line-strong bg-surface`}>
        <Sign aria-hidden />
        <span className="flex flex-col">
          <span className="font-[620]">{t(`what.${what}`, { value: say(value) })}</span>
          <span className="text-caption text-muted">{t(direction, { usual: say(usual) })}</span>
        </span>
      </Link>
    </li>
  )
}
