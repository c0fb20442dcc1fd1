import { ArrowDown, ArrowUp, Equal } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { Change } from '@/lib/client/admin/analytics/overview-range'

const arrows = { up: ArrowUp, down: ArrowDown, same: Equal }

/** How a figure moved, by an arrow and in words. */
export function ChangeWords({ change: { direction, amount, unit } }: { change: Change }) {
  const t = useTranslations('admin.change')
  const Arrow = arrows[direction]
  return (
    <span className="inline-flex items-center gap-1">
      <Arrow aria-hidden className="size-3 shrink-0" />
      <span className="sr-only">{t(direction)}</span>
      {amount === null ? t('fromNothing') : t(unit, { amount })}
    </span>
  )
}
