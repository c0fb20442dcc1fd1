'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

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

/** Small multiples of the range, by what they are about: each is a table too, and can be saved. */
export function OverviewCharts({ points, range, window }: OverviewChartsProps) {
  const words = useWordsFor()
  const both = { points, range }
  return (
    <>
      <ChartGroup name="here" of={4}>
        <TimeChart chart="people" {...both} />
        <TimeChart chart="byKind" {...both} />
        <TimeChart chart="queue" {...both} />
        <TimeChart chart="messages" {...both} />
      </ChartGroup>
      <ChartGroup name="meeting" of={4}>
        <TimeChart chart="pairing" unit="time" {...both} />
        <TimeChart chart="quick" unit="percent" {...both} />
        <TimeChart chart="requeues" {...both} />
        <CountChart chart="lengths" range={range} bars={words.lengths(window.lengths.bands)} />
      </ChartGroup>
      <ChartGroup name="calls" of={3}>
        <TimeChart chart="setup" unit="time" {...both} />
        <TimeChart chart="loss" unit="percent" {...both} />
        <TimeChart chart="calls" {...both} />
      </ChartGroup>
      <ChartGroup name="trouble" of={3}>
        <CountChart chart="causes" range={range} bars={words.causes(window.causes)} />
        <TimeChart chart="trouble" {...both} />
        <CountChart
          chart="kinds"
          range={range}
          bars={[...words.limits(window.limitKinds), ...words.errors(window.errorKinds)]}
        />
      </ChartGroup>
    </>
  )
}

interface ChartGroupProps {
  name: 'here' | 'meeting' | 'calls' | 'trouble'
  /** How many there are, so that none stands alone in a line. */
  of: 3 | 4
  children: ReactNode
}

const columns = { 3: 'lg:grid-cols-3', 4: 'sm:grid-cols-2 2xl:grid-cols-4' }

function ChartGroup({ name, of, children }: ChartGroupProps) {
  const t = useTranslations('admin.overview.groups')
  return (
    <section aria-label={t(name)} className="flex flex-col gap-2">
      <p aria-hidden className="text-small font-[620]">
        {t(name)}
      </p>
      <div className={`grid gap-3 ${columns[of]}`}>{children}</div>
    </section>
  )
}
