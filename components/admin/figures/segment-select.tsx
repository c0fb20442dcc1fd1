'use client'

import { useTranslations } from 'next-intl'

import { Select } from '@/components/ui/select'
import { ofDimensions, sameValues } from '@/lib/client/admin/analytics/segment-values'
import type { SavedSegment } from '@/lib/client/admin/analytics/use-segments'
import type { FigureDimension, Narrowed } from '@/lib/domain/figure-filter'

interface SegmentSelectProps<D extends FigureDimension> {
  segments: readonly SavedSegment[]
  dimensions: readonly D[]
  only: Narrowed<D>
  onChoose: (only: Narrowed<D>) => void
}

/** Shows a saved segment in one choice; says which one is shown. */
export function SegmentSelect<D extends FigureDimension>(props: SegmentSelectProps<D>) {
  const { segments, dimensions, only, onChoose } = props
  const t = useTranslations('analytics.segments')
  const shown = segments.find(({ filters }) => sameValues(ofDimensions(filters, dimensions), only))
  const isNarrowed = Object.values(only).some((value) => value !== undefined)
  const handleChoice = (id: string) => {
    const chosen = segments.find(({ segmentId }) => segmentId === id)
    onChoose(ofDimensions(chosen?.filters ?? {}, dimensions))
  }
  return (
    <Select
      aria-label={t('label')}
      value={shown && isNarrowed ? shown.segmentId : isNarrowed ? 'own' : ''}
      onChange={(event) => handleChoice(event.target.value)}
    >
      <option value="">{t('none')}</option>
      {isNarrowed && !shown && <option value="own">{t('own')}</option>}
      {segments.map(({ segmentId, name }) => (
        <option key={segmentId} value={segmentId}>
          {name}
        </option>
      ))}
    </Select>
  )
}
