'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { LinePlot } from '@/components/admin/chart/lazy-plots'
import { Legend } from '@/components/admin/chart/legend'
import type { Series } from '@/components/admin/chart/series'
import type { Range } from '@/lib/client/admin/analytics/overview-range'
import { isQuiet, type LineChart, LINES, rowsOf } from '@/lib/client/admin/analytics/overview-sheets'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { FigurePoint } from '@/lib/domain/live-figures'

interface TimeChartProps {
  chart: LineChart
  points: readonly FigurePoint[]
  range: Range
  unit?: 'count' | 'time' | 'percent'
}

const TONES = ['first', 'second', 'third'] as const
const TIME = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

/** Lines over the range, by its name in the catalogue. */
export function TimeChart({ chart, points, range, unit = 'count' }: TimeChartProps) {
  const t = useTranslations('admin.overview')
  const format = useFormatter()
  const duration = useDuration()
  const rows = useMemo(() => rowsOf(chart, points), [chart, points])
  const series: Series[] = Object.keys(LINES[chart]).map((key, index) => ({
    key,
    label: t(`lines.${key as LineName}`),
    tone: TONES[index] ?? 'third',
  }))
  const say = (value: number) =>
    unit === 'time'
      ? duration(value)
      : unit === 'percent'
        ? t('percent', { value: format.number(value) })
        : format.number(value)
  const sheet = {
    columns: [t('time'), ...series.map(({ label }) => (unit === 'time' ? t('inMs', { label }) : label))],
    rows: rows.map(({ at, values }) => [
      format.dateTime(at, TIME),
      ...series.map(({ key }) => values[key] ?? null),
    ]),
  }
  return (
    <ChartCard
      id={chart}
      title={t(`charts.${chart}.title`)}
      note={t(`charts.${chart}.note`, { minutes: range })}
      sheet={sheet}
      fileName={`omegoo-${chart}-${range}-minutes`}
      empty={isQuiet(rows) ? t(`charts.${chart}.empty`) : undefined}
      legend={series.length > 1 && <Legend series={series} />}
    >
      <LinePlot rows={rows} series={series} say={say} />
    </ChartCard>
  )
}

type LineName = { [C in LineChart]: keyof (typeof LINES)[C] }[LineChart]
