'use client'

import { useFormatter, useTranslations } from 'next-intl'

import type { CellLink } from '@/components/admin/figures/figure-link'
import { type FilterInAddress, figureAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { Section } from '@/lib/client/admin/sections'
import type { ChatType } from '@/lib/domain/sessions'

export type PictureFilter = FilterInAddress<'chatType'>

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** What the figures of matching and of calls lead to: their days, their kinds, and pages that know more of them. */
export function usePictureLinks({ filter, hrefTo }: PictureFilter) {
  const t = useTranslations('analytics.links')
  const nav = useTranslations('admin.nav')
  const kindWords = useTranslations('analytics.filter.chatType')
  const format = useFormatter()
  return {
    day: (day: string): CellLink => ({
      href: hrefTo(onlyDays(day)),
      label: t('day', { day: format.dateTime(new Date(day), DAY) }),
    }),
    kind: (chatType: ChatType): CellLink => ({
      href: hrefTo({ only: { ...filter.only, chatType } }),
      label: t('only', { what: kindWords(chatType) }),
    }),
    /** Another page, for the same days and kind. */
    figures: (page: Section, path: string, chatType = filter.only.chatType): CellLink => ({
      href: figureAddress(path, { ...filter, only: { ...filter.only, chatType } }),
      label: t('page', { page: nav(page) }),
    }),
    /** A page or a part of one that has no days. */
    plain: (page: Section, href: string): CellLink => ({ href, label: t('plain', { page: nav(page) }) }),
  }
}
