'use client'

import dynamic from 'next/dynamic'
import { useFormatter, useTranslations } from 'next-intl'

import { partsOf } from '@/components/admin/acquisition/parts'
import { PartLegend } from '@/components/admin/acquisition/part-legend'
import { type SignupFilter, useKeyLinks } from '@/components/admin/acquisition/use-key-links'
import { useKeyWords } from '@/components/admin/acquisition/use-key-words'
import { ChartCard } from '@/components/admin/chart/chart-card'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import type { LinkOf } from '@/components/admin/figures/figure-link'
import { Skeleton } from '@/components/ui/skeleton'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'
import { registeredByDay } from '@/lib/contracts/omegoo/figure-tables'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const SignupPlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const

const dayOf = (day: string) => ({ start: day, end: day })

interface SignupChartProps {
  report: SignupReport
  compare: boolean
  inAddress: SignupFilter
}

/** Sign-ups per day, each bar in parts, with the days before as a line. Its table and file have every key. */
export function SignupChart({ report, compare, inAddress }: SignupChartProps) {
  const t = useTranslations('acquisition')
  const format = useFormatter()
  const words = useKeyWords(report.by)
  const date = (day: string) => format.dateTime(new Date(day), DAY)
  const links = useTranslations('analytics.links')
  const { by, window, keys } = report
  const linkTo = useKeyLinks(by, inAddress)
  const dayLink = (day: string) => ({
    href: inAddress.hrefTo(onlyDays(day)),
    label: links('day', { day: date(day) }),
  })
  const linkOf: LinkOf = (row, column) => {
    const one = report.days[row]
    if (!one) return undefined
    const key = keys[column - 1]
    if (key) return (one.counts[column - 1] ?? 0) > 0 ? linkTo(key.key, dayOf(one.day)) : undefined
    return dayLink(column > keys.length + 1 ? one.previousDay : one.day)
  }
  const { parts, days } = partsOf(report, words, t('key.rest'))
  return (
    <ChartCard
      id="days"
      title={t('days.title')}
      note={t('days.note', { from: date(window.start), to: date(window.end), by })}
      sheet={registeredByDay(report, compare)}
      linkOf={linkOf}
      exportHref={exportAddress('registered-by-day', inAddress.query, { by })}
      legend={<PartLegend parts={parts} line={compare ? t('days.previous') : undefined} />}
    >
      <SignupPlot
        parts={parts}
        days={days}
        line={compare ? t('days.previous') : undefined}
        today={inAddress.today}
      />
    </ChartCard>
  )
}
