'use client'

import { useFormatter } from 'next-intl'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { PlotTip } from '@/components/admin/chart/plot-tip'
import { OPEN_LINE, type Series, TONES } from '@/components/admin/chart/series'
import { cutUnfinished, openPart } from '@/lib/client/admin/analytics/unfinished'
import type { Day } from '@/lib/domain/days'

interface DayPlotProps {
  rows: readonly { readonly day: string; readonly now: number; readonly before: number }[]
  series: readonly Series[]
  /** The day that is not over. */
  today: Day
}

const SHORT = { day: 'numeric', month: 'short' } as const
const LONG = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const tick = { fill: 'var(--color-muted)', fontSize: 12 }

const NOW = 'now'

/** Lines by day; the day that is not over is dotted. */
export function DayPlot({ rows, series, today }: DayPlotProps) {
  const format = useFormatter()
  const points = rows.map(({ day, now, before }) => ({ at: Date.parse(day), values: { now, before } }))
  const data = cutUnfinished(points, Date.parse(today), [NOW]).map(({ at, values }) => ({
    day: at,
    ...values,
  }))
  return (
    <ResponsiveContainer width="100%" height={220} debounce={100}>
      <LineChart data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: number) => format.dateTime(new Date(day), SHORT)}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--color-line-strong)' }}
          minTickGap={32}
        />
        <YAxis
          width={44}
          allowDecimals={false}
          tickFormatter={(count: number) => format.number(count)}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--color-line-strong)' }}
          content={({ active, label, payload }) =>
            active && (
              <PlotTip
                title={format.dateTime(new Date(Number(label)), LONG)}
                values={payload}
                say={(count) => format.number(count)}
              />
            )
          }
        />
        {series.map(({ key, label, tone }) => (
          <Line
            key={key}
            dataKey={key}
            name={label}
            stroke={TONES[tone].stroke}
            strokeDasharray={TONES[tone].dashes ?? ''}
            strokeWidth={2}
            dot={false}
            type="linear"
            isAnimationActive={false}
          />
        ))}
        <Line
          dataKey={openPart(NOW)}
          name={series[0]?.label ?? NOW}
          stroke={TONES.first.stroke}
          {...OPEN_LINE}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}
