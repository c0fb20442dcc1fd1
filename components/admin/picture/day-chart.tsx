'use client'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { LinePlot } from '@/components/admin/chart/lazy-plots'
import { Legend } from '@/components/admin/chart/legend'
import type { CellLink } from '@/components/admin/figures/figure-link'
import type { Series } from '@/components/admin/chart/series'
import type { Day } from '@/lib/domain/days'

interface DayChartProps {
  id: string
  title: string
  note: string
  /** Name of the first column: a day or an hour. */
  first: string
  rows: readonly {
    readonly label: string
    readonly at: number
    readonly values: readonly (number | null)[]
  }[]
  /** One for each value of a row. */
  lines: readonly string[]
  say: (value: number) => string
  /** Stands behind the names of columns, such as `ms`. */
  unit?: string
  spans?: 'hours' | 'days'
  fileName: string
  empty: string
  /** What a row's name leads to; undefined: nowhere. */
  linkOf?: (label: string) => CellLink
  /** The day that is not over; undefined: rows are no days. */
  today?: Day
  /** Its values count people or what they did. */
  isCount?: boolean
}

const TONES = ['first', 'second', 'third'] as const

/** Lines over days or over the hours of the day, also as a table and a file. */
export function DayChart(props: DayChartProps) {
  const { id, title, note, first, rows, lines, say, unit, spans = 'days', fileName, empty } = props
  const { linkOf, isCount, today } = props
  const series: Series[] = lines.map((label, index) => ({
    key: String(index),
    label,
    tone: TONES[index] ?? 'third',
  }))
  const sheet = {
    columns: [first, ...lines.map((line) => (unit ? `${line} (${unit})` : line))],
    rows: rows.map(({ label, values }) => [label, ...values]),
    ...(isCount && { people: lines.map((_, index) => index + 1) }),
  }
  const isEmpty = rows.every(({ values }) => values.every((value) => value === null || value === 0))
  return (
    <ChartCard
      id={id}
      title={title}
      note={note}
      sheet={sheet}
      fileName={fileName}
      empty={isEmpty ? empty : undefined}
      isPoint={rows.length === 1}
      {...(linkOf && {
        linkOf: (row: number, column: number) =>
          column === 0 && rows[row] ? linkOf(rows[row].label) : undefined,
      })}
      legend={series.length > 1 && <Legend series={series} />}
    >
      <LinePlot
        rows={rows.map(({ at, values }) => ({ at, values: Object.fromEntries(values.entries()) }))}
        series={series}
        say={say}
        spans={spans}
        openFrom={today === undefined ? undefined : Date.parse(today)}
      />
    </ChartCard>
  )
}
