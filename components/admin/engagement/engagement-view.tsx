'use client'

import { useTranslations } from 'next-intl'

import { DemoBanner } from '@/components/admin/demo-banner'
import { ActiveChart } from '@/components/admin/engagement/active-chart'
import { CohortTable } from '@/components/admin/engagement/cohort-table'
import { EngagementFigures } from '@/components/admin/engagement/engagement-figures'
import { type ActivityFilter, useActivityLinks } from '@/components/admin/engagement/use-activity-links'
import { FunnelBars } from '@/components/admin/engagement/funnel-bars'
import { TableCard } from '@/components/admin/figures/table-card'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import {
  activeByPeriod,
  broadcastsByDay,
  conversationsByDay,
  type EngagementReport,
  funnel,
  sessionsByKind,
} from '@/lib/contracts/omegoo/figure-tables'

interface EngagementViewProps {
  report: EngagementReport
  inAddress: ActivityFilter
}

/** Who comes, what they do, and whether they come again. */
export function EngagementView({ report, inAddress }: EngagementViewProps) {
  const t = useTranslations('analytics.engagement')
  const links = useActivityLinks(report, inAddress)
  const { query } = inAddress
  const { compare } = inAddress.filter
  const all = { report, inAddress, compare }
  const empty = t('quiet')
  return (
    <div className="flex flex-col gap-4">
      {report.demo && <DemoBanner />}
      <EngagementFigures report={report} compare={compare} today={inAddress.today} />
      <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
        <ActiveChart {...all} what="active" />
        <ActiveChart {...all} what="sessions" />
        <TableCard
          id="funnel"
          title={t('funnel.title')}
          note={t('funnel.note')}
          table={funnel(report, compare)}
          exportHref={exportAddress('funnel', query)}
          linkOf={links.funnel}
          empty={empty}
          tall
        >
          <FunnelBars funnel={report.funnel} />
        </TableCard>
        <Periods report={report} inAddress={inAddress} />
        <div className="min-w-0 xl:col-span-2">
          <TableCard
            id="kinds"
            title={t('kinds.title')}
            note={t('kinds.note')}
            table={sessionsByKind(report, compare)}
            exportHref={exportAddress('sessions-by-kind', query)}
            linkOf={links.kinds}
            empty={empty}
            tall
          />
        </div>
        <WrittenByDay report={report} inAddress={inAddress} />
      </div>
      <CohortTable report={report} exportHref={exportAddress('cohorts', query)} linkOf={links.cohorts} />
    </div>
  )
}

/** Who was active at all, by week and by month. */
function Periods({ report, inAddress }: EngagementViewProps) {
  const t = useTranslations('analytics.engagement')
  const links = useActivityLinks(report, inAddress)
  const { query } = inAddress
  const empty = t('quiet')
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <TableCard
        id="weeks"
        title={t('weeks.title')}
        note={t('weeks.note')}
        table={activeByPeriod(report, 'week')}
        exportHref={exportAddress('active-by-week', query)}
        linkOf={links.weeks}
        empty={empty}
      />
      <TableCard
        id="months"
        title={t('months.title')}
        note={t('months.note')}
        table={activeByPeriod(report, 'month')}
        exportHref={exportAddress('active-by-month', query)}
        linkOf={links.months}
        empty={empty}
      />
    </div>
  )
}

/** What is written in conversations that last, and sent to everybody. */
function WrittenByDay({ report, inAddress: { query } }: EngagementViewProps) {
  const t = useTranslations('analytics.engagement')
  return (
    <>
      <div className="min-w-0 xl:col-span-2">
        <TableCard
          id="conversations"
          title={t('conversations.title')}
          note={t('conversations.note')}
          table={conversationsByDay(report)}
          exportHref={exportAddress('conversations-by-day', query)}
          empty={t('conversations.quiet')}
          tall
        />
      </div>
      <div className="min-w-0 xl:col-span-2">
        <TableCard
          id="broadcasts"
          title={t('broadcasts.title')}
          note={t('broadcasts.note')}
          table={broadcastsByDay(report)}
          exportHref={exportAddress('broadcasts-by-day', query)}
          empty={t('broadcasts.quiet')}
          tall
        />
      </div>
    </>
  )
}
