'use client'

import { useFormatter } from 'next-intl'
import {
  Bar,
  CartesianGrid,
  Cell,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'

import { PlotTip } from '@/components/admin/chart/plot-tip'
import type { Part, PartedDay } from '@/components/admin/acquisition/parts'
import type { Day } from '@/lib/domain/days'

interface SignupPlotProps {
  parts: readonly Part[]
  days: readonly PartedDay[]
  /** Name of the line of the days before; undefined: there is none. */
  line: string | undefined
  /** How a value is said where one points; as a plain number unless given. */
  say?: (value: number) => string
  /** The day that is not over; its bar is pale. */
  today: Day
}

const SHORT = { day: 'numeric', month: 'short' } as const
const LONG = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
const tick = { fill: 'var(--color-muted)', fontSize: 12 }

const PALE = 0.4

/** Stacked bars by day. */
export function SignupPlot({ parts, days, line, say, today }: SignupPlotProps) {
  const format = useFormatter()
  const data = days.map(({ counts, ...day }) => ({
    ...day,
    ...Object.fromEntries(counts.map((count, index) => [`part${index}`, count])),
  }))
  return (
    <ResponsiveContainer width="100%" height={280} debounce={100}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="12%"
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
          width={40}
          allowDecimals={false}
          tickFormatter={(count: number) => format.number(count)}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--color-raised)' }}
          content={({ active, label, payload }) =>
            active && (
              <PlotTip
                title={format.dateTime(new Date(String(label)), LONG)}
                values={payload}
                say={say ?? ((count) => format.number(count))}
              />
            )
          }
        />
        {parts.map(({ label, fill }, index) => (
          <Bar
            key={label}
            dataKey={`part${index}`}
            name={label}
            fill={fill}
            stackId="day"
            maxBarSize={40}
            isAnimationActive={false}
          >
            {days.map(({ day }) => (
              <Cell key={day} fillOpacity={day < today ? 1 : PALE} />
            ))}
          </Bar>
        ))}
        {line && (
          <Line
            dataKey="previousTotal"
            name={line}
            stroke="var(--color-ink)"
            strokeDasharray="5 4"
            strokeWidth={1.5}
            dot={days.length === 1}
            type="linear"
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
