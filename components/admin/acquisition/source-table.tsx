'use client'

import { useTranslations } from 'next-intl'

import type { SignupFilter } from '@/components/admin/acquisition/use-key-links'
import type { LinkOf } from '@/components/admin/figures/figure-link'
import { TableCard } from '@/components/admin/figures/table-card'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import { useFigures } from '@/lib/client/admin/analytics/use-figures'
import { type SignupSources, sources } from '@/lib/contracts/omegoo/figure-tables'
import { OTHER } from '@/lib/domain/acquisition'
import { windowBefore } from '@/lib/domain/days'

interface SourceTableProps {
  inAddress: SignupFilter
  /** Changes when somebody registered. */
  news: number
}

/** What sent people here, by source, medium and campaign, beside the window before. */
export function SourceTable({ inAddress, news }: SourceTableProps) {
  const t = useTranslations('analytics.sources')
  const { query, filter } = inAddress
  const { data, problem, again } = useFigures<{ sources: SignupSources }>(
    `/api/admin/analytics/acquisition/sources?${query}`,
    news,
  )
  const linkOf = useSourceLinks(data?.sources, inAddress)
  if (problem && !data) return <ProblemNote problem={problem} onRetry={again} />
  if (!data) return <Skeleton className="h-[280px] rounded-lg" />
  const { uniqueSources, unknown, totalSignups, sources: rows } = data.sources
  return (
    <TableCard
      id="sources"
      title={t('title')}
      note={t('note', { count: uniqueSources, shown: rows.length, unknown, total: totalSignups })}
      table={sources(data.sources, filter.compare)}
      exportHref={exportAddress('sources', query)}
      empty={t('empty')}
      linkOf={linkOf}
    />
  )
}

const COLUMN = { source: 0, campaign: 2, registered: 3, before: 5 } as const

/** A source, a campaign or both narrow the page; what was before is shown in its days. */
function useSourceLinks(report: SignupSources | undefined, { filter, window, hrefTo }: SignupFilter): LinkOf {
  const t = useTranslations('analytics.links')
  const before = windowBefore(window)
  return (row, column) => {
    const one = report?.sources[row]
    if (!one || one.source === OTHER) return undefined
    const source = { signupSource: one.source }
    const campaign = one.campaign ? { campaign: one.campaign } : {}
    const what = [one.source, one.campaign].filter(Boolean).join(', ')
    const to = (only: object, label: string, days = {}) => ({
      href: hrefTo({ only: { ...filter.only, ...only }, ...days }),
      label,
    })
    switch (column) {
      case COLUMN.source:
        return to(source, t('only', { what: one.source }))
      case COLUMN.campaign:
        return one.campaign ? to(campaign, t('only', { what: one.campaign })) : undefined
      case COLUMN.registered:
        return to({ ...source, ...campaign }, t('only', { what }))
      case COLUMN.before:
        return one.previousSignups > 0
          ? to({ ...source, ...campaign }, t('onlyBefore', { what }), onlyDays(before.from, before.to))
          : undefined
      default:
        return undefined
    }
  }
}
