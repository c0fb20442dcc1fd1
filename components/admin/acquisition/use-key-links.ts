'use client'

import { useTranslations } from 'next-intl'

import type { CellLink } from '@/components/admin/figures/figure-link'
import { useKeyWords } from '@/components/admin/acquisition/use-key-words'
import { type FilterInAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import { OTHER, type SignupDimension } from '@/lib/domain/acquisition'
import { NOT_KNOWN, type SIGNUP_FILTERS } from '@/lib/domain/figure-filter'

export type SignupFilter = FilterInAddress<(typeof SIGNUP_FILTERS)[number]>

/** By which of its dimensions the page can be narrowed, and how the filter calls it. */
const FILTER_OF: Readonly<Partial<Record<SignupDimension, (typeof SIGNUP_FILTERS)[number]>>> = {
  source: 'signupSource',
  campaign: 'campaign',
  platform: 'platform',
  gender: 'gender',
  country: 'country',
}

interface Days {
  readonly start: string
  readonly end: string
}

/** Where a count of one key leads: the same page, narrowed to it, and to some days where so asked. */
export function useKeyLinks(by: SignupDimension, { filter, hrefTo }: SignupFilter) {
  const t = useTranslations('analytics.links')
  const words = useKeyWords(by)
  const dimension = FILTER_OF[by]
  return (key: string | null, days?: Days, said: 'only' | 'onlyBefore' = 'only'): CellLink | undefined => {
    if (dimension === undefined || key === OTHER) return undefined
    const only = { ...filter.only, [dimension]: key ?? NOT_KNOWN }
    return {
      href: hrefTo({ only, ...(days && onlyDays(days.start, days.end)) }),
      label: t(said, { what: words(key) }),
    }
  }
}
