'use client'

import { useTranslations } from 'next-intl'

import { type SignupFilter, useKeyLinks } from '@/components/admin/acquisition/use-key-links'
import type { LinkOf } from '@/components/admin/figures/figure-link'
import { TableCard } from '@/components/admin/figures/table-card'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'
import { registered } from '@/lib/contracts/omegoo/figure-tables'

/** Columns after the key and its count. */
const SHARE = 2
const BEFORE = 3

interface KeyTableProps {
  report: SignupReport
  compare: boolean
  inAddress: SignupFilter
}

/** Every key with its sign-ups, its share, and how it moved since the window before; all of them in the last row. */
export function KeyTable({ report, compare, inAddress }: KeyTableProps) {
  const t = useTranslations('acquisition')
  const links = useTranslations('analytics.links')
  const { by, keys, previous } = report
  const linkTo = useKeyLinks(by, inAddress)
  const linkOf: LinkOf = (row, column) => {
    const key = keys[row]
    if (key === undefined)
      return column === BEFORE
        ? { href: inAddress.hrefTo(onlyDays(previous.start, previous.end)), label: links('before') }
        : undefined
    if (column < SHARE) return linkTo(key.key)
    return column === BEFORE && key.previousTotal > 0 ? linkTo(key.key, previous, 'onlyBefore') : undefined
  }
  return (
    <TableCard
      id="keys"
      title={t('keys.title', { by })}
      table={registered(report, compare)}
      exportHref={exportAddress('registered', inAddress.query, { by })}
      empty={t('empty.title')}
      linkOf={linkOf}
      tall
    />
  )
}
