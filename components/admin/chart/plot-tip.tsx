import { lineOf } from '@/lib/client/admin/analytics/unfinished'

/** A value of a point, by the line it is of. */
interface PointValue {
  readonly dataKey?: unknown
  readonly name?: unknown
  readonly value?: unknown
}

interface PlotTipProps {
  /** Where the point is. */
  title: string
  values: readonly PointValue[]
  /** Words for a value, with its unit. */
  say: (value: number) => string
}

/** What a plot shows of the point that is pointed at. */
export function PlotTip({ title, values, say }: PlotTipProps) {
  // Where a line goes over into the part that is not over, both have the same value.
  const shown = new Map(
    values.flatMap((one) =>
      one.value === null || one.value === undefined ? [] : [[lineOf(String(one.dataKey)), one] as const],
    ),
  )
  return (
    <div className="max-w-64 rounded-md border border-line bg-surface px-3 py-2 text-caption shadow-mid">
      <p className="font-[620] tabular-nums">{title}</p>
      {[...shown].map(([line, { name, value }]) => (
        <p key={line} className="flex justify-between gap-4 text-muted tabular-nums">
          <span className="truncate">{String(name)}</span>
          <span className="text-ink">{say(Number(value))}</span>
        </p>
      ))}
    </div>
  )
}
