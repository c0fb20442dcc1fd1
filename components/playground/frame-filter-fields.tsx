'use client'

import { useTranslations } from 'next-intl'
import { usePlaygroundState } from '@/components/playground/playground-context'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { FrameFilter } from '@/lib/client/playground/frames'

const DIRECTIONS = ['both', 'sent', 'received'] as const

interface FrameFilterFieldsProps {
  readonly filter: FrameFilter
  onChange(filter: FrameFilter): void
}

/** Narrows the frames by words, person and direction. */
export function FrameFilterFields({ filter, onChange }: FrameFilterFieldsProps) {
  const t = useTranslations('playground.frames')
  const names = usePlaygroundState((state) => state.people)
  return (
    <div className="mt-3 grid grid-cols-2 gap-2">
      <div className="col-span-2">
        <Input
          type="search"
          aria-label={t('filter')}
          placeholder={t('filter')}
          value={filter.query}
          onChange={({ target }) => onChange({ ...filter, query: target.value })}
        />
      </div>
      <Select
        aria-label={t('person')}
        value={filter.person ?? ''}
        onChange={({ target }) => onChange({ ...filter, person: target.value || undefined })}
      >
        <option value="">{t('everybody')}</option>
        {names.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('direction')}
        value={filter.direction}
        onChange={({ target }) =>
          onChange({ ...filter, direction: DIRECTIONS.find((known) => known === target.value) ?? 'both' })
        }
      >
        {DIRECTIONS.map((direction) => (
          <option key={direction} value={direction}>
            {t(direction)}
          </option>
        ))}
      </Select>
    </div>
  )
}
