'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'

import { SIGNUP_DIMENSIONS, type SignupDimension } from '@/lib/domain/acquisition'

interface DimensionSelectProps {
  value: SignupDimension
  onChoose: (dimension: SignupDimension) => void
}

/** By what people are told apart. */
export function DimensionSelect({ value, onChoose }: DimensionSelectProps) {
  const t = useTranslations('acquisition.by')
  const id = useId()
  const handleChoice = (chosen: string) => {
    const dimension = SIGNUP_DIMENSIONS.find((one) => one === chosen)
    if (dimension) onChoose(dimension)
  }
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-caption text-muted">
        {t('label')}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => handleChoice(event.target.value)}
        className="min-h-11 rounded-md border border-line-strong bg-surface px-3 text-small text-ink transition-colors hover:border-ink"
      >
        {SIGNUP_DIMENSIONS.map((dimension) => (
          <option key={dimension} value={dimension}>
            {t(dimension)}
          </option>
        ))}
      </select>
    </div>
  )
}
