'use client'

import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'

import { useFeed } from '@/components/admin/admin-feed'
import { ChangeWords } from '@/components/admin/overview/change-words'
import { KindTable } from '@/components/admin/overview/kind-table'
import { changeOf, type Range } from '@/lib/client/admin/analytics/overview-range'
import { useDashboard } from '@/lib/client/admin/analytics/use-dashboard'
import { type FigurePoint, type LiveFigures, POINT_SECONDS } from '@/lib/domain/live-figures'

interface NowProps {
  figures: LiveFigures
  points: readonly FigurePoint[]
  range: Range
}

/** Who is here, right now: one large number, what they do, and by which kind of session. */
export function Now({ figures, points, range }: NowProps) {
  const t = useTranslations('admin.overview')
  const then = points.at(-1 - (range * 60) / POINT_SECONDS)
  const { live, kinds, trouble } = figures
  return (
    <section
      aria-label={t('rightNow')}
      className="grid grid-cols-1 overflow-hidden rounded-lg border border-line bg-surface lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
    >
      <div className="flex flex-col justify-between gap-4 p-5">
        <dl className="flex flex-wrap items-end gap-x-10 gap-y-4">
          <Level size="large" name="connected" value={live.online} before={then?.online} href="#people" />
          <Level
            size="middle"
            name="talking"
            value={live.talking}
            before={then?.talking}
            href="/admin/live"
          />
          <Level
            size="middle"
            name="waiting"
            value={live.waiting}
            before={then?.waiting}
            href="#queue"
            note={trouble.heldBack > 0 ? t('heldBack', { count: trouble.heldBack }) : undefined}
          />
        </dl>
        <p className="text-caption text-muted">{then ? t('levelNote', { minutes: range }) : t('noLevel')}</p>
      </div>
      <div className="flex flex-col justify-between gap-3 border-t border-line p-5 lg:border-s lg:border-t-0">
        <KindTable kinds={kinds} />
        <Totals figures={figures} />
      </div>
    </section>
  )
}

interface LevelProps {
  size: 'large' | 'middle'
  name: 'connected' | 'talking' | 'waiting'
  value: number
  before: number | undefined
  href: string
  note?: string | undefined
}

const sizes = { large: 'text-display font-[680]', middle: 'text-title font-[640]' }

function Level({ size, name, value, before, href, note }: LevelProps) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const change = changeOf(value, before)
  return (
    <div className="flex flex-col">
      <dt className="text-caption text-muted">{t(name)}</dt>
      <dd className="flex flex-col">
        <Link href={href} className={`${sizes[size]} tabular-nums underline-offset-4 hover:underline`}>
          {format.number(value)}
        </Link>
        <span className="min-h-[18px] text-caption text-muted tabular-nums">
          {note ?? (change && <ChangeWords change={change} />)}
        </span>
      </dd>
    </div>
  )
}

/** What is counted beside people: one line, each leading to what it counts. */
function Totals({ figures: { messages } }: Pick<NowProps, 'figures'>) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const totals = useDashboard(useFeed((feed) => feed.reportNews))
  const known = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  const items = [
    { label: t('messagesLastMinute'), value: format.number(messages.perMinute), href: '#messages' },
    {
      label: t('pendingReports'),
      value: known(totals?.reports.pending),
      href: '/admin/reports?status=pending',
    },
    { label: t('accounts'), value: known(totals?.users.total), href: '/admin/users' },
    { label: t('newAccounts'), value: known(totals?.users.newToday), href: '/admin/acquisition?days=1' },
  ]
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1 border-t border-line pt-3 sm:grid-cols-4 lg:grid-cols-2 2xl:grid-cols-4">
      {items.map(({ label, value, href }) => (
        <div key={label} className="flex min-h-11 flex-col justify-center">
          <dt className="text-caption text-muted">{label}</dt>
          <dd className="font-[620] tabular-nums">
            <Link href={href} className="underline-offset-4 hover:underline">
              {value}
            </Link>
          </dd>
        </div>
      ))}
    </dl>
  )
}
