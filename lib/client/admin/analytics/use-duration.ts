'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useCallback } from 'react'

import { toDuration } from './durations'
import type { Millis } from '@/lib/domain/ids'

/** Words for a length of time, with its unit. */
export function useDuration(): (ms: Millis) => string {
  const t = useTranslations('admin.duration')
  const format = useFormatter()
  return useCallback(
    (ms) => {
      const duration = toDuration(ms)
      if (duration.unit === 'minutes') return t('minutes', duration)
      return t(duration.unit, { value: format.number(duration.value) })
    },
    [t, format],
  )
}
