'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { PartLegend } from '@/components/admin/acquisition/part-legend'
import { ChartCard } from '@/components/admin/chart/chart-card'
import { BarPlot } from '@/components/admin/chart/lazy-plots'
import type { CellLink } from '@/components/admin/figures/figure-link'
import { DayPlot } from '@/components/admin/moderation/day-plot'
import { type FilterInAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { ModerationReport } from '@/lib/client/admin/casework/casework-rest'
import { addressOf } from '@/lib/client/admin/sections'
import { unitOf } from '@/lib/client/admin/casework/seconds-words'

const FILLS = {
  resolved: 'var(--color-accent)',
  dismissed: 'var(--color-line-strong)',
} as const

interface BoardChartsProps {
  report: ModerationReport
  inAddress: FilterInAddress<never>
}

/** Reports and decisions day by day, what came of them, and how long the first decision took. */
export function BoardCharts({ report, inAddress }: BoardChartsProps) {
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <Days report={report} inAddress={inAddress} />
      <Outcomes report={report} />
      <Times report={report} />
    </div>
  )
}

const fileOf = (name: string, { window }: ModerationReport) =>
  `omegoo-moderation-${name}-${window.start}-${window.end}`

const QUEUE = '/admin/reports?status='
/** What the columns of a day lead to; the queue has no days. */
const OF_DAY = [undefined, `${QUEUE}all`, `${QUEUE}resolved`, `${QUEUE}dismissed`, '/admin/users?banned=true']
/** What each outcome leads to; warnings and pauses are told with each person. */
const OF_OUTCOME = [
  `${QUEUE}resolved`,
  `${QUEUE}resolved`,
  `${QUEUE}dismissed`,
  undefined,
  '/admin/users?banned=true',
  '/admin/appeals?status=lifted',
  '/admin/appeals?status=all',
  undefined,
]

/** A part of the administration, by the name that it has in the navigation. */
function usePlainLink() {
  const t = useTranslations('analytics.links')
  const nav = useTranslations('admin.nav')
  return (href: string | undefined): CellLink | undefined => {
    if (href === undefined) return undefined
    const page = (['reports', 'users', 'appeals'] as const).find((one) => href.startsWith(addressOf(one)))
    return page && { href, label: t('plain', { page: nav(page) }) }
  }
}

function Days({ report, inAddress }: BoardChartsProps) {
  const t = useTranslations('admin.board')
  const links = useTranslations('analytics.links')
  const plain = usePlainLink()
  const { days, totals } = report
  const parts = (['resolved', 'dismissed'] as const).map((key) => ({
    label: t(`outcome.${key}`),
    fill: FILLS[key],
  }))
  const sheet = {
    columns: [
      t('day'),
      t('figures.reports'),
      t('outcome.resolved'),
      t('outcome.dismissed'),
      t('figures.bans'),
      t('warnings'),
    ],
    rows: days.map((one) => [one.day, one.reports, one.resolved, one.dismissed, one.bans, one.warnings]),
    people: [1, 2, 3, 4, 5],
  }
  const isEmpty = totals.reports + totals.outcomes.resolved + totals.outcomes.dismissed === 0
  return (
    <div className="xl:col-span-2">
      <ChartCard
        id="days"
        title={t('daysTitle')}
        note={t('daysNote')}
        sheet={sheet}
        fileName={fileOf('days', report)}
        linkOf={(row, column) => {
          const day = days[row]?.day
          if (day === undefined) return undefined
          return column === 0
            ? { href: inAddress.hrefTo(onlyDays(day)), label: links('day', { day }) }
            : plain(OF_DAY[column])
        }}
        empty={isEmpty ? t('nothing') : undefined}
        legend={<PartLegend parts={parts} line={t('figures.reports')} />}
      >
        <DayPlot days={days} parts={parts} line={t('figures.reports')} today={inAddress.today} />
      </ChartCard>
    </div>
  )
}

function Outcomes({ report }: { report: ModerationReport }) {
  const t = useTranslations('admin.board')
  const plain = usePlainLink()
  const format = useFormatter()
  const { outcomes, upheld, bans, appeals, warnings, pauses } = report.totals
  const bars = [
    { label: t('outcome.resolved'), count: outcomes.resolved },
    { label: t('outcome.again'), count: upheld.again },
    { label: t('outcome.dismissed'), count: outcomes.dismissed },
    { label: t('warnings'), count: warnings },
    { label: t('figures.bans'), count: bans.made },
    { label: t('outcome.unbanned'), count: bans.lifted },
    { label: t('outcome.appeals'), count: appeals.made },
    { label: t('outcome.pauses'), count: pauses },
  ]
  return (
    <ChartCard
      id="outcomes"
      title={t('outcomesTitle')}
      note={t('outcomesNote')}
      sheet={{
        columns: [t('what'), t('count')],
        rows: bars.map(({ label, count }) => [label, count]),
        people: [1],
      }}
      linkOf={(row, column) => (column === 1 ? plain(OF_OUTCOME[row]) : undefined)}
      fileName={fileOf('outcomes', report)}
      empty={bars.every(({ count }) => count === 0) ? t('nothing') : undefined}
    >
      <BarPlot bars={bars} say={(count) => format.number(count)} />
    </ChartCard>
  )
}

function Times({ report }: { report: ModerationReport }) {
  const t = useTranslations('admin.board')
  const { p50, p90, p99, count } = report.totals.firstDecision
  const bars = [
    { label: t('times.p50'), count: p50 },
    { label: t('times.p90'), count: p90 },
    { label: t('times.p99'), count: p99 },
  ]
  const say = (seconds: number) => {
    const { unit, value } = unitOf(seconds)
    return t(`figures.${unit}`, { value })
  }
  return (
    <ChartCard
      id="times"
      title={t('timesTitle')}
      note={t('timesNote', { count })}
      sheet={{
        columns: [t('what'), t('secondsColumn')],
        rows: bars.map(({ label, count: time }) => [label, time]),
      }}
      fileName={fileOf('times', report)}
      empty={count === 0 ? t('nothing') : undefined}
    >
      <BarPlot bars={bars} say={say} />
    </ChartCard>
  )
}
