import type { HourPage } from '@/lib/client/admin/rest'
import type { SeriesRow } from './series-row'

type Hour = HourPage['hours'][number]

const LINES = {
  people: { peak: (hour: Hour) => hour.peakOnline, mean: (hour: Hour) => hour.online },
  sessions: {
    text: (hour: Hour) => hour.sessions.text,
    audio: (hour: Hour) => hour.sessions.audio,
    video: (hour: Hour) => hour.sessions.video,
  },
  messages: { messages: (hour: Hour) => hour.messages },
  waits: {
    p50: (hour: Hour) => (hour.waits.count === 0 ? null : hour.waits.p50),
    p95: (hour: Hour) => (hour.waits.count === 0 ? null : hour.waits.p95),
  },
  trouble: { failedCalls: (hour: Hour) => hour.failedCalls, errors: (hour: Hour) => hour.errors },
} as const satisfies Record<string, Record<string, (hour: Hour) => number | null>>

export type HourChart = keyof typeof LINES
export const HOUR_CHARTS = Object.keys(LINES) as readonly HourChart[]
type HourLine = { [C in HourChart]: keyof (typeof LINES)[C] }[HourChart]

const HOUR_MS = 3_600_000

/** A chart's lines over the hours, oldest first; an hour in which nothing was counted leaves a gap. */
export function hourRows(
  chart: HourChart,
  hours: readonly Hour[],
): { keys: readonly HourLine[]; rows: readonly SeriesRow[] } {
  const lines: Readonly<Record<string, (hour: Hour) => number | null>> = LINES[chart]
  const keys = Object.keys(lines)
  const gap = Object.fromEntries(keys.map((key) => [key, null]))
  const rows: SeriesRow[] = []
  for (const hour of hours) {
    const at = Date.parse(hour.start)
    const last = rows.at(-1)?.at ?? at
    if (at - last > HOUR_MS) rows.push({ at: last + HOUR_MS, values: gap })
    rows.push({ at, values: Object.fromEntries(keys.map((key) => [key, lines[key]?.(hour) ?? null])) })
  }
  return { keys: keys as HourLine[], rows }
}
