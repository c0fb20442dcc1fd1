'use client'

import { ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'

import { NarrowedBy } from '@/components/admin/figures/narrowed-by'
import { NarrowingSheet } from '@/components/admin/figures/narrowing-sheet'
import { RangeFields } from '@/components/admin/figures/range-fields'
import { SegmentSelect } from '@/components/admin/figures/segment-select'
import { Button } from '@/components/ui/button'
import type { FilterInAddress } from '@/lib/client/admin/analytics/use-figure-filter'
import { useSegments } from '@/lib/client/admin/analytics/use-segments'
import type { FigureDimension } from '@/lib/domain/figure-filter'

interface FigureBarProps<D extends FigureDimension> extends FilterInAddress<D> {
  /** What the page can be narrowed by. */
  dimensions: readonly D[]
  /** What cannot be chosen at once, in words. */
  limits?: string
  /** What else it lets one choose. */
  children?: ReactNode
}

/**
 * The one filter of a page of figures: which days, what they are compared with, and what they are narrowed by. Needs the
 * `analytics` catalogue; goes with `useFigureFilter`.
 */
export function FigureBar<D extends FigureDimension>(props: FigureBarProps<D>) {
  const { filter, window, today, change, dimensions, limits, children } = props
  const t = useTranslations('analytics.filter')
  const [isOpen, setIsOpen] = useState(false)
  const { segments, ...ofSegments } = useSegments()
  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <RangeFields filter={filter} window={window} today={today} change={change} />
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        {children}
        <Button onClick={() => setIsOpen(true)} aria-haspopup="dialog">
          <ListFilter aria-hidden />
          {t('narrow')}
        </Button>
        {segments.length > 0 && (
          <SegmentSelect
            segments={segments}
            dimensions={dimensions}
            only={filter.only}
            onChoose={(only) => change({ only })}
          />
        )}
        <NarrowedBy dimensions={dimensions} only={filter.only} onChange={(only) => change({ only })} />
        <p className="text-caption text-muted">{t('utc')}</p>
      </div>
      <NarrowingSheet
        open={isOpen}
        onOpenChange={setIsOpen}
        dimensions={dimensions}
        limits={limits}
        only={filter.only}
        onChange={(only) => change({ only })}
        segments={segments}
        {...ofSegments}
      />
    </section>
  )
}
