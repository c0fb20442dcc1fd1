'use client'

import { ShieldAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'

import { FLOOD_LIMITS } from '@/lib/domain/limits'
import { addCounts, type Counts, type FigurePoint, POINT_SECONDS } from '@/lib/domain/live-figures'

/** A flood is news for so long after its last refusal. */
const MINUTES = 10
const POINTS = (MINUTES * 60) / POINT_SECONDS

/** That whole ranges of addresses were refused lately, and at what; nothing where none was. */
export function FloodNote({ points }: { points: readonly FigurePoint[] }) {
  const t = useTranslations('admin.overview.flood')
  const limits = points.slice(-POINTS).reduce<Counts>((sum, point) => addCounts(sum, point.limitKinds), {})
  const kinds = FLOOD_LIMITS.flatMap((kind) => (limits[kind] ? [{ kind, count: limits[kind] }] : []))
  const all = kinds.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return <div role="status" className="hidden" />
  return (
    <div role="status" className="flex items-start gap-3 rounded-md bg-raised px-4 py-3 text-small">
      <ShieldAlert aria-hidden className="mt-[1px] size-5 shrink-0" />
      <p>
        {t('title', { count: all, minutes: MINUTES })}{' '}
        <span className="text-muted">{kinds.map(({ kind, count }) => t(kind, { count })).join(', ')}</span>
      </p>
    </div>
  )
}
