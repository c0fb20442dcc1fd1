'use client'

import dynamic from 'next/dynamic'
import { useFormatter, useTranslations } from 'next-intl'

import { partsOf } from '@/components/admin/acquisition/parts'
import { PartLegend } from '@/components/admin/acquisition/part-legend'
import { useKeyWords } from '@/components/admin/acquisition/use-key-words'
import { ChartCard } from '@/components/admin/chart/chart-card'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Skeleton } from '@/components/ui/skeleton'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

const SignupPlot = dynamic(
  () =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** Sign-ups per day, each bar in parts, with the days before as a line. Its table and file have every key. */
export function SignupChart({ report, compare }: { report: SignupReport; compare: boolean }) {
  const t = useTranslations('acquisition')
  const format = useFormatter()
  const words = useKeyWords(report.by)
  const { by, window, keys } = report
  const { parts, days } = partsOf(report, words, t('key.rest'))
  const date = (day: string) => format.dateTime(new Date(day), DAY)
  const before = compare ? [t('days.previousDay'), t('days.previous')] : []
  const sheet = {
    columns: [t('days.day'), ...keys.map(({ key }) => words(key)), t('days.total'), ...before],
    rows: report.days.map(({ day, counts }, index) => [
      day,
      ...counts,
      days[index]?.total ?? 0,
      ...(compare ? [days[index]?.previousDay ?? '', days[index]?.previousTotal ?? 0] : []),
    ]),
  }
  return (
    <ChartCard
      id="days"
      title={t('days.title')}
      note={t('days.note', { from: date(window.start), to: date(window.end), by })}
      sheet={sheet}
      fileName={`omegoo-registered-by-${by}-${window.start}-${window.end}`}
      legend={<PartLegend parts={parts} line={compare ? t('days.previous') : undefined} />}
    >
      <SignupPlot parts={parts} days={days} line={compare ? t('days.previous') : undefined} />
    </ChartCard>
  )
}
