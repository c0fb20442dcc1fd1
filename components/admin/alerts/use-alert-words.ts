'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { AlertKind, AlertUnit } from '@/lib/domain/alerts'

/** Words for what is watched, and for its numbers. */
export function useAlertWords() {
  const t = useTranslations('admin.alerts')
  const format = useFormatter()
  const duration = useDuration()
  return {
    name: (kind: AlertKind) => t(`kind.${kind}`),
    about: (kind: AlertKind) => t(`about.${kind}`),
    say: (value: number, unit: AlertUnit) =>
      unit === 'ms'
        ? duration(value)
        : unit === 'percent'
          ? t('percent', { value: format.number(value, { maximumFractionDigits: 1 }) })
          : format.number(value, { maximumFractionDigits: 1 }),
  }
}
