import type { FigurePoint } from '@/lib/domain/live-figures'
import type { SeriesRow } from './series-row'

const POINTS_A_MINUTE = 6

/** What each line chart of the overview draws of a point. */
export const LINES = {
  people: {
    connected: (point: FigurePoint) => point.online,
    talking: (point: FigurePoint) => point.talking,
    waiting: (point: FigurePoint) => point.waiting,
  },
  pairing: {
    p50: (point: FigurePoint) => (point.count === 0 ? null : point.p50),
    p95: (point: FigurePoint) => (point.count === 0 ? null : point.p95),
    p99: (point: FigurePoint) => (point.count === 0 ? null : point.p99),
  },
  quick: { underOneSecond: (point: FigurePoint) => (point.count === 0 ? null : point.underOneSecond) },
  messages: { messagesPerMinute: (point: FigurePoint) => point.messages * POINTS_A_MINUTE },
  requeues: {
    ended: (point: FigurePoint) => point.ended,
    requeues: (point: FigurePoint) => point.requeues,
  },
  trouble: {
    limits: (point: FigurePoint) => point.limits,
    errors: (point: FigurePoint) => point.errors,
  },
} as const satisfies Record<string, Record<string, (point: FigurePoint) => number | null>>

export type LineChart = keyof typeof LINES

/** A chart's values, oldest first. */
export function rowsOf(chart: LineChart, points: readonly FigurePoint[]): SeriesRow[] {
  const lines: Readonly<Record<string, (point: FigurePoint) => number | null>> = LINES[chart]
  return points.map((point) => ({
    at: point.at,
    values: Object.fromEntries(Object.entries(lines).map(([key, read]) => [key, read(point)])),
  }))
}

/** Whether there is anything to draw but the ground line. */
export function isQuiet(rows: readonly SeriesRow[]): boolean {
  return rows.every(({ values }) => Object.values(values).every((value) => value === null || value === 0))
}
