'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'

import type { DayWindow } from '@/lib/domain/days'
import { isPossibleWindow } from '@/lib/domain/figure-filter'

interface TwoDaysProps {
  window: DayWindow
  onChange: (window: DayWindow) => void
}

/** Two dates; what cannot be shown is explained and not requested. */
export function TwoDays({ window, onChange }: TwoDaysProps) {
  const t = useTranslations('analytics.filter')
  const [draft, setDraft] = useState(window)
  const problemId = useId()
  const isWrong = !isPossibleWindow(draft)
  const handleDay = (end: 'from' | 'to', day: string) => {
    const next = { ...draft, [end]: day }
    setDraft(next)
    if (isPossibleWindow(next)) onChange(next)
  }
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap gap-x-3 gap-y-2">
        {(['from', 'to'] as const).map((end) => (
          <label key={end} className="flex items-center gap-2 text-caption text-muted">
            {t(end)}
            <input
              type="date"
              value={draft[end]}
              aria-invalid={isWrong || undefined}
              aria-describedby={problemId}
              onChange={(event) => handleDay(end, event.target.value)}
              className="min-h-11 rounded-md border border-line-strong bg-surface px-3 text-small text-ink tabular-nums transition-colors hover:border-ink aria-invalid:border-2 aria-invalid:border-accent-ink"
            />
          </label>
        ))}
      </div>
      <p id={problemId} aria-live="polite" className="text-caption empty:hidden">
        {isWrong ? t('impossible') : null}
      </p>
    </div>
  )
}
