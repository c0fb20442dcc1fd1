'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { BarPlot } from '@/components/admin/chart/lazy-plots'
import type { Bar } from '@/components/admin/chart/series'
import type { Range } from '@/lib/client/admin/analytics/overview-range'

interface CountChartProps {
  chart: 'lengths' | 'causes' | 'kinds'
  range: Range
  bars: readonly Bar[]
}

/** Counts by kind, with each one's share of all. */
export function CountChart({ chart, range, bars }: CountChartProps) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  const share = (count: number) => (total === 0 ? 0 : Math.round((count / total) * 1_000) / 10)
  const sheet = {
    columns: [t(`charts.${chart}.kind`), t('count'), t('share')],
    rows: bars.map(({ label, count }) => [label, count, share(count)]),
  }
  return (
    <ChartCard
      id={chart}
      title={t(`charts.${chart}.title`)}
      note={t(`charts.${chart}.note`, { minutes: range })}
      sheet={sheet}
      fileName={`omegoo-${chart}-${range}-minutes`}
      empty={total === 0 ? t(`charts.${chart}.empty`) : undefined}
    >
      <BarPlot bars={bars} say={(count) => format.number(count)} />
    </ChartCard>
  )
}
