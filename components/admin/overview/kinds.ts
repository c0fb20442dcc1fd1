'use client'

import { useTranslations } from 'next-intl'

import type { Bar } from '@/components/admin/chart/series'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import { LENGTH_BOUNDS_MS } from '@/lib/domain/figure-window'
import type { Counts } from '@/lib/domain/live-figures'

const CAUSES = ['left', 'disconnected', 'timeout', 'media-failed', 'reported', 'violation', 'banned'] as const

const mostFirst = (bars: Bar[]) => bars.toSorted((a, b) => b.count - a.count)

/** Counts by kind as bars with words. A limit or an error without words of its own keeps its name. */
export function useWordsFor() {
  const t = useTranslations('admin.overview.kinds')
  const duration = useDuration()
  const named = (counts: Counts, say: (kind: string) => string) =>
    mostFirst(Object.entries(counts).map(([kind, count]) => ({ label: say(kind), count })))
  const cause = (kind: string) => {
    const known = CAUSES.find((one) => one === kind)
    return known ? t(`cause.${known}`) : kind
  }

  return {
    lengths: (bands: readonly number[]): Bar[] =>
      bands.map((count, index) => {
        const [from, to] = [LENGTH_BOUNDS_MS[index - 1], LENGTH_BOUNDS_MS[index]]
        if (from === undefined) return { label: t('upTo', { to: duration(to ?? 0) }), count }
        if (to === undefined) return { label: t('over', { from: duration(from) }), count }
        return { label: t('between', { from: duration(from), to: duration(to) }), count }
      }),
    cause,
    causes: (counts: Counts) => named(counts, cause),
    limits: (counts: Counts) => named(counts, (kind) => t('limit', { kind })),
    errors: (counts: Counts) => named(counts, (kind) => t('error', { kind })),
  }
}
