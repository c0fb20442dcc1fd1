'use client'

import { useFormatter, useTranslations } from 'next-intl'

import type { CellLink, LinkOf } from '@/components/admin/figures/figure-link'
import { type FilterInAddress, figureAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { EngagementReport } from '@/lib/contracts/omegoo/figure-tables'
import { addDays } from '@/lib/domain/days'
import type { ACTIVITY_FILTERS } from '@/lib/domain/figure-filter'

export type ActivityFilter = FilterInAddress<(typeof ACTIVITY_FILTERS)[number]>

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const
const ACTIVE_BEFORE = 5
const SESSIONS = 2
/** Of a cohort: its week and its people; then shares. */
const OF_COHORT = 2

/** What the tables of activity lead to: days, kinds, and the pages that know more of a step. */
export function useActivityLinks(report: EngagementReport, { filter, hrefTo }: ActivityFilter) {
  const t = useTranslations('analytics.links')
  const nav = useTranslations('admin.nav')
  const kindWords = useTranslations('analytics.filter.chatType')
  const format = useFormatter()
  const { chatType, platform, country } = filter.only
  const date = (day: string) => format.dateTime(new Date(day), DAY)
  const toDay = (day: string | undefined): CellLink | undefined =>
    day === undefined ? undefined : { href: hrefTo(onlyDays(day)), label: t('day', { day: date(day) }) }
  const toDays = (from: string, to: string): CellLink => ({
    href: hrefTo(onlyDays(from, to)),
    label: t('days', { from: date(from), to: date(to) }),
  })
  const matching = (days = {}, kind = chatType): CellLink => ({
    href: figureAddress('/admin/matching', { ...filter, ...days, only: { ...filter.only, chatType: kind } }),
    label: t('page', { page: nav('matching') }),
  })
  const acquisition = (days = {}): CellLink => ({
    href: figureAddress('/admin/acquisition', { ...filter, ...days, only: { platform, country } }),
    label: t('page', { page: nav('acquisition') }),
  })
  const ofSteps: Readonly<Record<EngagementReport['funnel'][number]['step'], CellLink | undefined>> = {
    landing: undefined,
    gate: acquisition(),
    looking: matching(),
    matched: matching(),
    talked: { href: '#kinds', label: t('page', { page: nav('engagement') }) },
    cameBack: { href: '#cohorts', label: t('page', { page: nav('engagement') }) },
  }
  const period =
    (rows: EngagementReport['weeks'], endOf: (start: string) => string): LinkOf =>
    (row) => {
      const start = rows[row]?.start
      return start === undefined ? undefined : toDays(start, endOf(start))
    }
  return {
    days: ((row, column) => {
      const day = report.days[row]?.day
      if (column >= ACTIVE_BEFORE) return toDay(report.previousDays[row]?.day)
      return column === SESSIONS && day !== undefined ? matching(onlyDays(day)) : toDay(day)
    }) satisfies LinkOf,
    kinds: ((row, column) => {
      const kind = report.kinds[row]?.chatType
      if (!kind) return undefined
      if (column === 0)
        return {
          href: hrefTo({ only: { ...filter.only, chatType: kind } }),
          label: t('only', { what: kindWords(kind) }),
        }
      return column === 1 ? matching({}, kind) : undefined
    }) satisfies LinkOf,
    funnel: ((row, column) => {
      const step = report.funnel[row]?.step
      return step && column < 2 ? ofSteps[step] : undefined
    }) satisfies LinkOf,
    weeks: period(report.weeks, (start) => addDays(start, 6)),
    months: period(report.months, lastOfMonth),
    cohorts: ((row, column) => {
      const week = report.cohorts[row]?.week
      return week !== undefined && column < OF_COHORT
        ? acquisition(onlyDays(week, addDays(week, 6)))
        : undefined
    }) satisfies LinkOf,
  }
}

/** @param start - its first day */
function lastOfMonth(start: string): string {
  const day = new Date(start)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).toISOString().slice(0, 10)
}
