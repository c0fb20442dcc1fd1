'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { ComparedOfDay } from '@/lib/domain/unusual-day'

const TIMES: ReadonlySet<ComparedOfDay> = new Set(['waits', 'setup'])

/** Words for a number of a day, with its unit. */
export function useYesterdayWords(): (what: ComparedOfDay, value: number) => string {
  const t = useTranslations('admin.yesterday')
  const format = useFormatter()
  const duration = useDuration()
  return (what, value) => {
    if (TIMES.has(what)) return duration(value)
    const number = format.number(value, { maximumFractionDigits: 1 })
    return what === 'abandonment' ? t('percent', { value: number }) : number
  }
}
