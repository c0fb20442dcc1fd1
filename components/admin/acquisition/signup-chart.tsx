'use client'

import dynamic from 'next/dynamic'
import { useFormatter, useTranslations } from 'next-intl'

import { partsOf } from '@/components/admin/acquisition/parts'
import { PartLegend } from '@/components/admin/acquisition/part-legend'
import { useKeyWords } from '@/components/admin/acquisition/use-key-words'
import { ChartCard } from '@/components/admin/chart/chart-card'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Skeleton } from '@/components/ui/skeleton'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'
import { registeredByDay } from '@/lib/contracts/omegoo/figure-tables'

const SignupPlot = dynamic(
  () =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const

interface SignupChartProps {
  report: SignupReport
  compare: boolean
  /** The page's filter as parameters. */
  query: string
}

/** Sign-ups per day, each bar in parts, with the days before as a line. Its table and file have every key. */
export function SignupChart({ report, compare, query }: SignupChartProps) {
  const t = useTranslations('acquisition')
  const format = useFormatter()
  const words = useKeyWords(report.by)
  const { by, window } = report
  const { parts, days } = partsOf(report, words, t('key.rest'))
  const date = (day: string) => format.dateTime(new Date(day), DAY)
  return (
    <ChartCard
      id="days"
      title={t('days.title')}
      note={t('days.note', { from: date(window.start), to: date(window.end), by })}
      sheet={registeredByDay(report, compare)}
      exportHref={exportAddress('registered-by-day', query, { by })}
      legend={<PartLegend parts={parts} line={compare ? t('days.previous') : undefined} />}
    >
      <SignupPlot parts={parts} days={days} line={compare ? t('days.previous') : undefined} />
    </ChartCard>
  )
}
