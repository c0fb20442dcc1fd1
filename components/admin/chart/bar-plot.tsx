'use client'

import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts'

import type { Bar as Row } from '@/components/admin/chart/series'

interface BarPlotProps {
  bars: readonly Row[]
  /** Words for a count. */
  say: (count: number) => string
}

const ROW_PX = 40

/** Lying bars, each with its words and its count. */
export function BarPlot({ bars, say }: BarPlotProps) {
  return (
    <ResponsiveContainer width="100%" height={Math.max(120, bars.length * ROW_PX)} debounce={100}>
      <BarChart
        data={[...bars]}
        layout="vertical"
        margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis type="number" hide domain={[0, 'dataMax']} />
        <YAxis
          type="category"
          dataKey="label"
          width={132}
          tick={{ fill: 'var(--color-ink)', fontSize: 13 }}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <Bar
          dataKey="count"
          fill="var(--color-accent)"
          radius={4}
          barSize={18}
          isAnimationActive={false}
          background={{ fill: 'var(--color-raised)', radius: 4 }}
        >
          <LabelList
            dataKey="count"
            position="right"
            fill="var(--color-ink)"
            fontSize={13}
            formatter={(count) => say(Number(count))}
          />
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}
