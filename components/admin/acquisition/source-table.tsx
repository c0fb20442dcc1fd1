'use client'

import { useTranslations } from 'next-intl'

import { TableCard } from '@/components/admin/figures/table-card'
import { ProblemNote } from '@/components/admin/problem-note'
import { Skeleton } from '@/components/ui/skeleton'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { useFigures } from '@/lib/client/admin/analytics/use-figures'
import { type SignupSources, sources } from '@/lib/contracts/omegoo/figure-tables'

interface SourceTableProps {
  /** The page's filter as parameters. */
  query: string
  compare: boolean
  /** Changes when somebody registered. */
  news: number
  onNarrow: (source: string) => void
}

/** What sent people here, by source, medium and campaign, beside the window before. */
export function SourceTable({ query, compare, news, onNarrow }: SourceTableProps) {
  const t = useTranslations('analytics.sources')
  const { data, problem, again } = useFigures<{ sources: SignupSources }>(
    `/api/admin/analytics/acquisition/sources?${query}`,
    news,
  )
  if (problem && !data) return <ProblemNote problem={problem} onRetry={again} />
  if (!data) return <Skeleton className="h-[280px] rounded-lg" />
  const { uniqueSources, unknown, totalSignups, sources: rows } = data.sources
  return (
    <TableCard
      id="sources"
      title={t('title')}
      note={t('note', { count: uniqueSources, shown: rows.length, unknown, total: totalSignups })}
      table={sources(data.sources, compare)}
      exportHref={exportAddress('sources', query)}
      empty={t('empty')}
      linkOf={(row) => {
        const source = rows[row]?.source
        return source === undefined
          ? undefined
          : { label: t('narrow', { source }), onPress: () => onNarrow(source) }
      }}
    />
  )
}
