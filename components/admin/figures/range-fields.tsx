'use client'

import { useTranslations } from 'next-intl'

import { TwoDays } from '@/components/admin/figures/two-days'
import { Checkbox } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import { dayBefore, type FilterInAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { FigureDimension } from '@/lib/domain/figure-filter'

/** What can be chosen in one press; lengths are in days, up to today. */
const LENGTHS = ['yesterday', 'today', '7', '14', '28', '90', '365'] as const
type Length = (typeof LENGTHS)[number]

type RangeFieldsProps<D extends FigureDimension> = Pick<
  FilterInAddress<D>,
  'filter' | 'window' | 'today' | 'change'
>

/** Which days, and whether the ones before stand beside them; says when they are not over. */
export function RangeFields<D extends FigureDimension>(props: RangeFieldsProps<D>) {
  const { filter, window, today, change } = props
  const t = useTranslations('analytics.filter')
  const isToday = window.from === today
  const isOpen = window.from <= today && today <= window.to
  const handleLength = (length: Length | '') => {
    if (length === 'yesterday') return change(onlyDays(dayBefore(today)))
    change({ days: length === 'today' ? 1 : Number(length), start: undefined, end: undefined })
  }
  return (
    <>
      <Segmented
        label={t('length')}
        name="days"
        value={lengthOf(props)}
        choices={LENGTHS.map((value) => ({
          value,
          label: value === 'yesterday' || value === 'today' ? t(value) : t('days', { days: value }),
        }))}
        onChoose={handleLength}
      />
      <TwoDays
        key={`${window.from} ${window.to}`}
        window={window}
        onChange={({ from, to }) => change({ days: undefined, start: from, end: to })}
      />
      <Checkbox
        label={t('compare')}
        checked={filter.compare}
        disabled={isToday}
        onChange={(event) => change({ compare: event.target.checked })}
      />
      {isOpen && <p className="text-caption text-muted">{t(isToday ? 'onlyToday' : 'withToday')}</p>}
    </>
  )
}

function lengthOf<D extends FigureDimension>({ filter, window, today }: RangeFieldsProps<D>): Length | '' {
  if (window.from === window.to && window.to === dayBefore(today)) return 'yesterday'
  if (window.from === window.to && window.to === today) return 'today'
  return LENGTHS.find((length) => length === String(filter.days)) ?? ''
}
