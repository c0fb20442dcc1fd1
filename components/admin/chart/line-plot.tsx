'use client'

import { useFormatter } from 'next-intl'
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { PlotTip } from '@/components/admin/chart/plot-tip'
import { OPEN_LINE, type Series, TONES } from '@/components/admin/chart/series'
import type { SeriesRow } from '@/lib/client/admin/analytics/series-row'
import { dayTicks, timeTicks } from '@/lib/client/admin/analytics/time-ticks'
import { cutUnfinished, openPart } from '@/lib/client/admin/analytics/unfinished'

interface LinePlotProps {
  rows: readonly SeriesRow[]
  series: readonly Series[]
  /** Words for a value, with its unit. */
  say: (value: number) => string
  /** What the axis is of: the last hour (minutes), the hours of a day, or days. */
  spans?: 'minutes' | 'hours' | 'days'
  /** px */
  height?: number
  /** Epoch ms of the first point that is not over; it is drawn thin. Undefined: all are. */
  openFrom?: number | undefined
}

const MINUTE = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const SECOND = { ...MINUTE, second: '2-digit' } as const
const DAY = { day: 'numeric', month: 'short' } as const
/** What a tick of the axis, and a point, are named by. */
const AXIS = { minutes: MINUTE, hours: MINUTE, days: DAY } as const
const POINT = { minutes: SECOND, hours: MINUTE, days: { ...DAY, ...MINUTE } } as const
/** What the narrowest card has room for; none is left out, so that the steps stay round. */
const MOST_TICKS = 5
const tick = { fill: 'var(--color-muted)', fontSize: 12 }

const isThere = (value: number | null | undefined) => value !== null && value !== undefined

/** Lines over time. Drawn without movement, so that a new point does not sweep through the page. */
export function LinePlot(props: LinePlotProps) {
  const { rows, series, say, spans = 'minutes', height = 160, openFrom = Infinity } = props
  const format = useFormatter()
  const keys = series.map(({ key }) => key)
  const data = cutUnfinished(rows, openFrom, keys).map(({ at, values }) => ({ at, ...values }))
  // A line needs two points in a row: what stands alone would not be seen.
  const isSparse = (key: string) =>
    rows.some(
      ({ values }, index) =>
        isThere(values[key]) &&
        !isThere(rows[index - 1]?.values[key]) &&
        !isThere(rows[index + 1]?.values[key]),
    )
  return (
    <ResponsiveContainer width="100%" height={height} debounce={100}>
      <LineChart data={data} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--color-line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={['dataMin', 'dataMax']}
          ticks={(spans === 'days' ? dayTicks : timeTicks)(
            rows[0]?.at ?? 0,
            rows.at(-1)?.at ?? 0,
            MOST_TICKS,
          )}
          tickFormatter={(at: number) => format.dateTime(at, AXIS[spans])}
          tick={tick}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <YAxis
          width={64}
          allowDecimals={false}
          domain={[0, 'auto']}
          tickFormatter={say}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--color-line-strong)' }}
          content={({ active, label, payload }) =>
            active && (
              <PlotTip title={format.dateTime(Number(label), POINT[spans])} values={payload} say={say} />
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
            dot={isSparse(key)}
            type="linear"
            isAnimationActive={false}
          />
        ))}
        {series.map(({ key, label, tone }) => (
          <Line
            key={openPart(key)}
            dataKey={openPart(key)}
            name={label}
            stroke={TONES[tone].stroke}
            {...OPEN_LINE}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
