'use client'

import { useTranslations } from 'next-intl'

import { SheetSection } from '@/components/admin/revenue/sheet-section'
import type { RevenueReport } from '@/lib/client/admin/revenue/revenue-rest'

/** What coins were spent on. */
export function SpendingTable({ report: { spending, window } }: { report: RevenueReport }) {
  const t = useTranslations('revenue.spending')
  const links = useTranslations('analytics.links')
  return (
    <SheetSection
      title={t('title')}
      sheet={{
        columns: [t('good'), t('count'), t('coins')],
        rows: spending.map(({ good, count, coins }) => [t(`goods.${good}`), count, coins]),
        people: [1],
      }}
      linkOf={(row, column) => {
        const good = spending[row]?.good
        return good !== undefined && column === 1
          ? { href: `/admin/revenue/ledger?kind=spend&about=${good}`, label: links('lines') }
          : undefined
      }}
      fileName={`omegoo-spending-${window.start}-${window.end}`}
    />
  )
}
