'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, type ReactNode } from 'react'

import { Checkbox } from '@/components/ui/checkbox'
import { Segmented } from '@/components/ui/segmented'
import { type DayRange, isPossible, LENGTHS, upToToday } from '@/lib/client/admin/analytics/day-range'
import type { DayWindow } from '@/lib/domain/days'

interface RangeFilterProps {
  range: DayRange
  /** Epoch ms; today's day in UTC follows from it. */
  now: number
  onChange: (range: DayRange) => void
  /** What else a page filters by. */
  children?: ReactNode
}

/** Which days a dashboard looks at, and whether the days before are beside them. Needs the `acquisition` catalogue. */
export function RangeFilter({ range, now, onChange, children }: RangeFilterProps) {
  const t = useTranslations('acquisition.filter')
  const { window, length, compare } = range
  return (
    <section aria-label={t('label')} className="flex flex-wrap items-center gap-x-5 gap-y-3">
      <Segmented
        label={t('length')}
        name="days"
        value={String(length)}
        choices={LENGTHS.map((days) => ({ value: String(days), label: t('days', { days }) }))}
        onChoose={(days) => onChange({ window: upToToday(Number(days), now), length: Number(days), compare })}
      />
      <TwoDays
        key={`${window.from} ${window.to}`}
        window={window}
        onChange={(chosen) => onChange({ window: chosen, length: null, compare })}
      />
      <Checkbox
        label={t('compare')}
        checked={compare}
        onChange={(event) => onChange({ ...range, compare: event.target.checked })}
      />
      {children}
    </section>
  )
}

/** Two dates; what cannot be shown is explained and not requested. */
function TwoDays({ window, onChange }: { window: DayWindow; onChange: (window: DayWindow) => void }) {
  const t = useTranslations('acquisition.filter')
  const [draft, setDraft] = useState(window)
  const problemId = useId()
  const isWrong = !isPossible(draft)
  const handleDay = (end: 'from' | 'to', day: string) => {
    const next = { ...draft, [end]: day }
    setDraft(next)
    if (isPossible(next)) onChange(next)
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
