'use client'

import { useTranslations } from 'next-intl'

import { RangeFields } from '@/components/admin/figures/range-fields'
import type { FilterInAddress } from '@/lib/client/admin/analytics/use-figure-filter'

/** The filter of figures that nothing narrows. */
export function RangeBar(inAddress: FilterInAddress<never>) {
  const t = useTranslations('analytics.filter')
  return (
    <section aria-label={t('label')} className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <RangeFields {...inAddress} />
      <p className="text-caption text-muted">{t('utc')}</p>
    </section>
  )
}
