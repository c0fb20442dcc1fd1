'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { Figure } from '@/components/admin/overview/figure'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import type { ModerationReport } from '@/lib/client/admin/casework/casework-rest'
import { unitOf } from '@/lib/client/admin/casework/seconds-words'

type Totals = ModerationReport['totals']

const perCent = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 10
const repeated = ({ upheld: { first, again } }: Totals) => perCent(again, first + again)
const overturned = ({ appeals: { upheld, lifted } }: Totals) => perCent(lifted, upheld + lifted)

/** What waits now, and the window in numbers, each beside the window before and leading to what it counts. */
export function BoardFigures({ report, compare }: { report: ModerationReport; compare: boolean }) {
  const t = useTranslations('admin.board.figures')
  const format = useFormatter()
  const { totals, previousTotals } = report
  const say = (seconds: number) => {
    const { unit, value } = unitOf(seconds)
    return t(unit, { value })
  }
  const before = (change: ReturnType<typeof changeOf>) => (compare ? change : undefined)
  const share = (value: number | null) => (value === null ? '–' : t('percent', { value }))
  const { firstDecision } = totals
  return (
    <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
      <Waiting report={report} say={say} />
      <Figure
        label={t('reports')}
        value={format.number(totals.reports)}
        href="/admin/reports?status=all"
        change={before(changeOf(totals.reports, previousTotals.reports))}
      />
      <Figure
        label={t('firstDecision')}
        value={firstDecision.count === 0 ? '–' : say(firstDecision.p50)}
        href="#times"
        note={firstDecision.count === 0 ? t('noDecision') : t('slow', { p90: say(firstDecision.p90) })}
      />
      <Figure
        label={t('resolved')}
        value={format.number(totals.outcomes.resolved)}
        href="/admin/reports?status=resolved"
        change={before(changeOf(totals.outcomes.resolved, previousTotals.outcomes.resolved))}
      />
      <Figure
        label={t('dismissed')}
        value={format.number(totals.outcomes.dismissed)}
        href="/admin/reports?status=dismissed"
        change={before(changeOf(totals.outcomes.dismissed, previousTotals.outcomes.dismissed))}
      />
      <Figure
        label={t('repeated')}
        value={share(repeated(totals))}
        href="#outcomes"
        change={before(changeOf(repeated(totals), repeated(previousTotals), 'points'))}
      />
      <Figure
        label={t('bans')}
        value={format.number(totals.bans.made)}
        href="#outcomes"
        change={before(changeOf(totals.bans.made, previousTotals.bans.made))}
      />
      <Figure
        label={t('overturned')}
        value={share(overturned(totals))}
        href="/admin/appeals?status=lifted"
        change={before(changeOf(overturned(totals), overturned(previousTotals), 'points'))}
      />
    </dl>
  )
}

/** What waits now. */
function Waiting({ report, say }: { report: ModerationReport; say: (seconds: number) => string }) {
  const t = useTranslations('admin.board.figures')
  const format = useFormatter()
  const { waiting, at } = report
  const { oldest, pending, appeals } = waiting
  return (
    <>
      <Figure label={t('pending')} value={format.number(pending)} href="/admin/reports" />
      <Figure
        label={t('oldest')}
        value={oldest ? say((Date.parse(at) - Date.parse(oldest.createdAt)) / 1_000) : '–'}
        {...(oldest && { href: `/admin/reports/${encodeURIComponent(oldest.reportId)}` })}
      />
      <Figure label={t('appeals')} value={format.number(appeals)} href="/admin/appeals" />
    </>
  )
}
