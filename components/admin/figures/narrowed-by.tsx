'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { useValueWords } from '@/components/admin/figures/use-value-words'
import type { FigureDimension, Narrowed } from '@/lib/domain/figure-filter'

interface NarrowedByProps<D extends FigureDimension> {
  dimensions: readonly D[]
  only: Narrowed<D>
  onChange: (only: Narrowed<D>) => void
}

/** What the figures are narrowed by, each with a way to take it away. */
export function NarrowedBy<D extends FigureDimension>({ dimensions, only, onChange }: NarrowedByProps<D>) {
  const t = useTranslations('analytics.filter')
  const words = useValueWords()
  const shown = dimensions.flatMap((name) => {
    const value: string | undefined = only[name]
    const dimension: FigureDimension = name
    return value === undefined ? [] : [{ dimension, value }]
  })
  if (shown.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-2">
      {shown.map(({ dimension, value }) => {
        const what = t('only', { dimension: t(`dimension.${dimension}`), value: words(dimension, value) })
        return (
          <li key={dimension}>
            <button
              type="button"
              aria-label={t('remove', { what })}
              className="inline-flex min-h-11 max-w-72 items-center gap-2 rounded-full border border-line-strong bg-raised px-4 text-caption font-[560] transition-colors hover:border-ink"
              onClick={() => onChange({ ...only, [dimension]: undefined })}
            >
              <span className="truncate">{what}</span>
              <X aria-hidden className="size-4 shrink-0 text-muted" />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
