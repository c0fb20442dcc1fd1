'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'

import { OTHER, type SignupDimension } from '@/lib/domain/acquisition'

/** Words for what people are distinguished by; what links carry is shown as it is counted. */
export function useKeyWords(by: SignupDimension): (key: string | null) => string {
  const t = useTranslations('acquisition.key')
  const locale = useLocale()
  return useMemo(() => {
    const countries = new Intl.DisplayNames(locale, { type: 'region' })
    return (key) => {
      if (key === null) return t('unknown')
      if (key === OTHER) return t('other')
      if (by === 'platform' && (key === 'pwa' || key === 'browser')) return t(key)
      return by === 'country' && /^[A-Z]{2}$/.test(key) ? (countries.of(key) ?? key) : key
    }
  }, [by, locale, t])
}
