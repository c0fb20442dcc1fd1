'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'

import { Select } from '@/components/ui/select'
import { SIGNUP_DIMENSIONS, type SignupDimension } from '@/lib/domain/acquisition'

interface DimensionSelectProps {
  value: SignupDimension
  onChoose: (dimension: SignupDimension) => void
}

/** By what people are distinguished. */
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
      <Select id={id} value={value} onChange={(event) => handleChoice(event.target.value)}>
        {SIGNUP_DIMENSIONS.map((dimension) => (
          <option key={dimension} value={dimension}>
            {t(dimension)}
          </option>
        ))}
      </Select>
    </div>
  )
}
