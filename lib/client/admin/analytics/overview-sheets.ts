import { addSparse, emptyHistogram, percentile, type SparseHistogram } from '@/lib/domain/analytics'
import type { FigurePoint } from '@/lib/domain/live-figures'
import { HUNDREDTHS } from '@/lib/domain/media/media-counts'
import type { SeriesRow } from './series-row'

const POINTS_A_MINUTE = 6

function percentileOf(sparse: SparseHistogram | undefined, share: number): number | null {
  if (!sparse || sparse.length === 0) return null
  const histogram = emptyHistogram()
  addSparse(histogram, sparse)
  return percentile(histogram, share)
}

/** What each line chart of the overview draws of a point. */
export const LINES = {
  people: {
    connected: (point: FigurePoint) => point.online,
    talking: (point: FigurePoint) => point.talking,
    waiting: (point: FigurePoint) => point.waiting,
  },
  byKind: {
    text: (point: FigurePoint) => point.kinds?.text.talking ?? null,
    audio: (point: FigurePoint) => point.kinds?.audio.talking ?? null,
    video: (point: FigurePoint) => point.kinds?.video.talking ?? null,
  },
  queue: {
    text: (point: FigurePoint) => point.kinds?.text.waiting ?? null,
    audio: (point: FigurePoint) => point.kinds?.audio.waiting ?? null,
    video: (point: FigurePoint) => point.kinds?.video.waiting ?? null,
  },
  setup: {
    p50: (point: FigurePoint) => percentileOf(point.calls?.setup, 0.5),
    p95: (point: FigurePoint) => percentileOf(point.calls?.setup, 0.95),
  },
  loss: {
    loss: (point: FigurePoint) => {
      const loss = percentileOf(point.calls?.loss, 0.95)
      return loss === null ? null : loss / HUNDREDTHS
    },
  },
  calls: {
    callsEnded: (point: FigurePoint) => point.calls?.ended ?? null,
    callsFailed: (point: FigurePoint) => point.calls?.failed ?? null,
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
