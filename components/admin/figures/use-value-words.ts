'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'

import { OTHER } from '@/lib/domain/acquisition'
import { type FigureDimension, NOT_KNOWN } from '@/lib/domain/figure-filter'

/** Words for the values that figures are narrowed by; what people or links wrote is shown as it is counted. */
export function useValueWords(): (dimension: FigureDimension, value: string) => string {
  const t = useTranslations('analytics.filter')
  const locale = useLocale()
  const countries = useMemo(() => new Intl.DisplayNames(locale, { type: 'region' }), [locale])
  return useCallback(
    (dimension, value) => {
      if (value === NOT_KNOWN) return t('unknown')
      if (value === OTHER) return t('other')
      if (dimension === 'chatType' && (value === 'text' || value === 'audio' || value === 'video'))
        return t(`chatType.${value}`)
      if (dimension === 'platform' && (value === 'pwa' || value === 'browser')) return t(`platform.${value}`)
      return dimension === 'country' ? (countries.of(value) ?? value) : value
    },
    [t, countries],
  )
}
