'use client'

import { useTranslations } from 'next-intl'

import { TableCard } from '@/components/admin/figures/table-card'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'
import { registered } from '@/lib/contracts/omegoo/figure-tables'

interface KeyTableProps {
  report: SignupReport
  compare: boolean
  /** The page's filter as parameters. */
  query: string
}

/** Every key with its sign-ups, its share, and how it moved since the window before; all of them in the last row. */
export function KeyTable({ report, compare, query }: KeyTableProps) {
  const t = useTranslations('acquisition')
  const { by } = report
  return (
    <TableCard
      id="keys"
      title={t('keys.title', { by })}
      table={registered(report, compare)}
      exportHref={exportAddress('registered', query, { by })}
      empty={t('empty.title')}
      tall
    />
  )
}
