'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { Legend } from '@/components/admin/chart/legend'
import type { Series } from '@/components/admin/chart/series'
import { type ActivityFilter, useActivityLinks } from '@/components/admin/engagement/use-activity-links'
import { DayPlot } from '@/components/admin/engagement/lazy-day-plot'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { activityByDay, type EngagementReport } from '@/lib/contracts/omegoo/figure-tables'

interface ActiveChartProps {
  report: EngagementReport
  inAddress: ActivityFilter
  compare: boolean
  what: 'active' | 'sessions'
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** People or sessions by day, the days before as a dashed line. */
export function ActiveChart({ report, inAddress, compare, what }: ActiveChartProps) {
  const t = useTranslations('analytics.engagement')
  const format = useFormatter()
  const { days, previousDays, window } = report
  const date = (day: string) => format.dateTime(new Date(day), DAY)
  const series: Series[] = [
    { key: 'now', label: t(`charts.${what}.line`), tone: 'first' },
    ...(compare ? [{ key: 'before', label: t('before'), tone: 'second' } as const] : []),
  ]
  const rows = days.map((day, index) => ({
    day: day.day,
    now: day[what],
    before: previousDays[index]?.[what] ?? 0,
  }))
  const isQuiet = rows.every(({ now, before }) => now === 0 && (!compare || before === 0))
  return (
    <ChartCard
      id={what}
      title={t(`charts.${what}.title`)}
      note={t(`charts.${what}.note`, { from: date(window.start), to: date(window.end) })}
      sheet={activityByDay(report, compare)}
      exportHref={exportAddress('activity-by-day', inAddress.query)}
      linkOf={useActivityLinks(report, inAddress).days}
      empty={isQuiet ? t('quiet') : undefined}
      isPoint={rows.length === 1}
      legend={series.length > 1 && <Legend series={series} />}
    >
      <DayPlot rows={rows} series={series} today={inAddress.today} />
    </ChartCard>
  )
}
