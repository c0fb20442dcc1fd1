'use client'

import { useTranslations } from 'next-intl'

import { TwoDays } from '@/components/admin/figures/two-days'
import { Checkbox } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import type { FilterInAddress } from '@/lib/client/admin/analytics/use-figure-filter'
import type { FigureDimension } from '@/lib/domain/figure-filter'

/** Days that can be chosen in one press, up to today. */
const LENGTHS = [7, 14, 28, 90, 365] as const

type RangeFieldsProps<D extends FigureDimension> = Pick<FilterInAddress<D>, 'filter' | 'window' | 'change'>

/** Which days, and whether the ones before stand beside them. */
export function RangeFields<D extends FigureDimension>({ filter, window, change }: RangeFieldsProps<D>) {
  const t = useTranslations('analytics.filter')
  return (
    <>
      <Segmented
        label={t('length')}
        name="days"
        value={String(filter.days ?? '')}
        choices={LENGTHS.map((days) => ({ value: String(days), label: t('days', { days }) }))}
        onChoose={(days) => change({ days: Number(days), start: undefined, end: undefined })}
      />
      <TwoDays
        key={`${window.from} ${window.to}`}
        window={window}
        onChange={({ from, to }) => change({ days: undefined, start: from, end: to })}
      />
      <Checkbox
        label={t('compare')}
        checked={filter.compare}
        onChange={(event) => change({ compare: event.target.checked })}
      />
    </>
  )
}
