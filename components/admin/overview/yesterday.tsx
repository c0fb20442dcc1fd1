'use client'

import { CircleCheck, TrendingDown, TrendingUp } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import Link from 'next/link'

import { DemoBanner } from '@/components/admin/demo-banner'
import { useYesterdayWords } from '@/components/admin/overview/use-yesterday-words'
import { YesterdayTable } from '@/components/admin/overview/yesterday-table'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { pageOfDay } from '@/lib/client/admin/analytics/page-of-day'
import type { YesterdayPage } from '@/lib/client/admin/rest'
import type { Remote } from '@/lib/client/admin/use-remote'

const DAY = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const
const WEEKDAY = { weekday: 'long', timeZone: 'UTC' } as const

/** What of the last whole day was not as usual, each leading to the page that knows more of that day. */
export function Yesterday({ data, problem, again }: Remote<YesterdayPage>) {
  const t = useTranslations('admin.yesterday')
  const format = useFormatter()
  const date = data && new Date(data.day)
  return (
    <section id="yesterday" aria-label={t('title')} className="flex scroll-mt-4 flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 className="text-small font-[620]">{t('title')}</h2>
        {data && date && data.earlier > 0 && (
          <p className="text-caption text-muted">
            {t(`against.${data.against}`, {
              day: format.dateTime(date, DAY),
              weekday: format.dateTime(date, WEEKDAY),
              count: data.earlier,
            })}
          </p>
        )}
      </div>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? <Day page={data} /> : !problem && <Waiting />}
    </section>
  )
}

function Waiting() {
  const t = useTranslations('admin.yesterday')
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton className="h-14 w-full" />
    </div>
  )
}

function Day({ page }: { page: YesterdayPage }) {
  const t = useTranslations('admin.yesterday')
  const { numbers, demo } = page
  const unusual = numbers.filter(({ deviation }) => deviation?.direction)
  const isKnown = numbers.some(({ deviation }) => deviation)
  if (numbers.length === 0) return <p className="text-small text-muted">{t('empty')}</p>
  return (
    <>
      {demo && <DemoBanner />}
      {unusual.length === 0 && (
        <p className="flex items-center gap-2 text-small text-muted">
          {isKnown && <CircleCheck aria-hidden className="size-4 shrink-0" />}
          {t(isKnown ? 'nothing' : 'tooFew')}
        </p>
      )}
      <ul className="flex flex-wrap gap-2 empty:hidden">
        {unusual.map((one) => (
          <UnusualOfDay key={one.what} one={one} day={page.day} />
        ))}
      </ul>
      <YesterdayTable page={page} />
    </>
  )
}

interface UnusualOfDayProps {
  one: YesterdayPage['numbers'][number]
  day: string
}

function UnusualOfDay({ one: { what, value, deviation }, day }: UnusualOfDayProps) {
  const t = useTranslations('admin.yesterday')
  const say = useYesterdayWords()
  if (!deviation?.direction) return null
  const Sign = deviation.direction === 'more' ? TrendingUp : TrendingDown
  return (
    <li>
      <Link
        href={pageOfDay(what, day)}
        prefetch={false}
        className="flex min-h-11 items-center gap-3 rounded-md border border-line-strong bg-surface px-4 py-2 text-small transition-colors hover:border-ink [&_svg]:size-5 [&_svg]:shrink-0"
      >
        <Sign aria-hidden />
        <span className="flex flex-col">
          <span className="font-[620]">
            {t(`what.${what}`)}: {say(what, value)}
          </span>
          <span className="text-caption text-muted">
            {t(deviation.direction, { usual: say(what, deviation.usual) })}
          </span>
        </span>
      </Link>
    </li>
  )
}
