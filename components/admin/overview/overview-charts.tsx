'use client'

import { CountChart } from '@/components/admin/overview/count-chart'
import { TimeChart } from '@/components/admin/overview/time-chart'
import { useWordsFor } from '@/components/admin/overview/kinds'
import type { Range } from '@/lib/client/admin/analytics/overview-range'
import type { FigureWindow } from '@/lib/domain/figure-window'
import type { FigurePoint } from '@/lib/domain/live-figures'

interface OverviewChartsProps {
  /** Of the range, oldest first. */
  points: readonly FigurePoint[]
  range: Range
  window: FigureWindow
}

/** The lines and bars under the figures: each is a table too, and can be saved. */
export function OverviewCharts({ points, range, window }: OverviewChartsProps) {
  const words = useWordsFor()
  const both = { points, range }
  return (
    <div className="grid gap-4 xl:grid-cols-2 2xl:grid-cols-3">
      <TimeChart chart="people" {...both} />
      <TimeChart chart="pairing" unit="time" {...both} />
      <TimeChart chart="quick" unit="percent" {...both} />
      <TimeChart chart="messages" {...both} />
      <CountChart chart="lengths" range={range} bars={words.lengths(window.lengths.bands)} />
      <CountChart chart="causes" range={range} bars={words.causes(window.causes)} />
      <TimeChart chart="requeues" {...both} />
      <TimeChart chart="trouble" {...both} />
      <CountChart
        chart="kinds"
        range={range}
        bars={[...words.limits(window.limitKinds), ...words.errors(window.errorKinds)]}
      />
    </div>
  )
}
