'use client'

import dynamic from 'next/dynamic'

import type { Part } from '@/components/admin/acquisition/parts'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Skeleton } from '@/components/ui/skeleton'
import type { Day } from '@/lib/domain/days'
import type { ModerationReport } from '@/lib/client/admin/casework/casework-rest'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const SignupPlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

interface DayPlotProps {
  days: ModerationReport['days']
  parts: readonly Part[]
  /** What the line counts. */
  line: string
  /** The day that is not over. */
  today: Day
}

/** Decisions of each day as a bar in parts, the reports that came as a line. */
export function DayPlot({ days, parts, line, today }: DayPlotProps) {
  const rows = days.map(({ day, reports, resolved, dismissed }) => ({
    day,
    counts: [resolved, dismissed],
    total: resolved + dismissed,
    previousDay: day,
    previousTotal: reports,
  }))
  return <SignupPlot parts={parts} days={rows} line={line} today={today} />
}
