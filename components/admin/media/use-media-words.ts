'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { useDuration } from '@/lib/client/admin/analytics/use-duration'

const NOTHING = '–'
const ONE_DECIMAL = { maximumFractionDigits: 1 } as const
const CAUSES = ['left', 'disconnected', 'timeout', 'media-failed', 'reported', 'violation', 'banned'] as const

/** Words for what is measured of voice and video; a dash for what was not. */
export function useMediaWords() {
  const t = useTranslations('admin.media')
  const format = useFormatter()
  const duration = useDuration()
  return {
    percent: (value: number | null) =>
      value === null ? NOTHING : t('percent', { value: format.number(value, ONE_DECIMAL) }),
    time: (value: number | null) => (value === null ? NOTHING : duration(value)),
    kbps: (value: number) => t('kbps', { value: format.number(value, ONE_DECIMAL) }),
    cause: (cause: string) => {
      const known = CAUSES.find((one) => one === cause)
      return known ? t(`cause.${known}`) : cause
    },
  }
}
