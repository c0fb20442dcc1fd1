'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { LinePlot } from '@/components/admin/chart/lazy-plots'
import { Legend } from '@/components/admin/chart/legend'
import type { Series } from '@/components/admin/chart/series'
import { useUtcMoment } from '@/components/admin/moment'
import { ProblemNote } from '@/components/admin/problem-note'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import { HOUR_CHARTS, type HourChart, hourRows } from '@/lib/client/admin/analytics/hour-rows'
import type { HourPage } from '@/lib/client/admin/rest'
import type { Remote } from '@/lib/client/admin/use-remote'

const HOUR_MS = 3_600_000
const TONES = ['first', 'second', 'third'] as const

/** The last week by hour: people, sessions, waits or trouble. */
export function Hours({ data, problem, again }: Remote<HourPage>) {
  const t = useTranslations('admin.overview.hours')
  const [chart, setChart] = useState<HourChart>('people')
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p aria-hidden className="text-small font-[620]">
          {t('title')}
        </p>
        <Segmented
          label={t('which')}
          name="hours"
          value={chart}
          choices={HOUR_CHARTS.map((value) => ({ value, label: t(`chart.${value}`) }))}
          onChoose={setChart}
        />
      </div>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {data ? (
        <HourChartCard chart={chart} page={data} />
      ) : (
        !problem && <Skeleton className="h-[280px] w-full" />
      )}
    </section>
  )
}

function HourChartCard({ chart, page }: { chart: HourChart; page: HourPage }) {
  const t = useTranslations('admin.overview.hours')
  const format = useFormatter()
  const duration = useDuration()
  const moment = useUtcMoment()
  const { keys, rows } = hourRows(chart, page.hours)
  const series: Series[] = keys.map((key, index) => ({
    key,
    label: t(`lines.${key}`),
    tone: TONES[index] ?? 'third',
  }))
  const say = (value: number) =>
    chart === 'waits' ? duration(value) : format.number(value, { maximumFractionDigits: 1 })
  const openFrom = Date.parse(page.hour) + HOUR_MS
  const unit = chart === 'waits' ? ' (ms)' : ''
  const sheet = {
    columns: [t('hour'), ...series.map(({ label }) => `${label}${unit}`)],
    rows: rows.map(({ at, values }) => [
      moment(new Date(at).toISOString()),
      ...keys.map((key) => values[key] ?? null),
    ]),
  }
  return (
    <ChartCard
      id="hours"
      title={t(`named.${chart}`)}
      note={t('note')}
      sheet={sheet}
      fileName={`omegoo-hours-${chart}`}
      empty={rows.length < 2 ? t('empty') : undefined}
      legend={<Legend series={series} />}
    >
      <LinePlot rows={rows} series={series} say={say} spans="days" height={240} openFrom={openFrom} />
    </ChartCard>
  )
}
