'use client'

import { useFormatter } from 'next-intl'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { PlotTip } from '@/components/admin/chart/plot-tip'
import { type Series, TONES } from '@/components/admin/chart/series'

interface DayPlotProps {
  rows: readonly { readonly day: string; readonly now: number; readonly before: number }[]
  series: readonly Series[]
}

const SHORT = { day: 'numeric', month: 'short' } as const
const LONG = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const tick = { fill: 'var(--color-muted)', fontSize: 12 }

/** Lines by day. */
export function DayPlot({ rows, series }: DayPlotProps) {
  const format = useFormatter()
  return (
    <ResponsiveContainer width="100%" height={220} debounce={100}>
      <LineChart
        data={[...rows]}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => format.dateTime(new Date(day), SHORT)}
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
                title={format.dateTime(new Date(String(label)), LONG)}
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
            dot={rows.length === 1}
            type="linear"
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
