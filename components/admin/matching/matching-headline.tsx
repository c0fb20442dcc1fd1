'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { HeadlineFigures } from '@/components/admin/picture/headline-figures'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { MatchingPage } from '@/lib/client/admin/rest'

const NOTHING = '–'
type Figures = MatchingPage['total']
const sharePercent = ({ shared, sessions }: Figures) =>
  sessions === 0 ? null : Math.round((1_000 * shared) / sessions) / 10
const waitOf = ({ met, waits }: Figures, which: 'p50' | 'p95') => (met === 0 ? null : waits[which])

/** The numbers of a window on top of the page. */
export function MatchingHeadline({
  page: { total, before },
  compare,
}: {
  page: MatchingPage
  compare: boolean
}) {
  const t = useTranslations('admin.matching')
  const format = useFormatter()
  const duration = useDuration()
  const change = (now: number | null, then: number | null, unit: 'percent' | 'points' = 'percent') =>
    compare ? changeOf(now, then, unit) : undefined
  const time = (value: number | null) => (value === null ? NOTHING : duration(value))
  const percent = (value: number | null) =>
    value === null ? NOTHING : t('percent', { value: format.number(value) })
  const figures = [
    {
      label: t('p95'),
      value: time(waitOf(total, 'p95')),
      href: '#days',
      change: change(waitOf(total, 'p95'), waitOf(before, 'p95')),
    },
    {
      label: t('p50'),
      value: time(waitOf(total, 'p50')),
      href: '#days',
      change: change(waitOf(total, 'p50'), waitOf(before, 'p50')),
    },
    {
      label: t('abandonment'),
      value: percent(total.abandonment),
      href: '#leaving',
      change: change(total.abandonment, before.abandonment, 'points'),
    },
    {
      label: t('sharedShare'),
      value: percent(sharePercent(total)),
      href: '#interests',
      change: change(sharePercent(total), sharePercent(before), 'points'),
    },
    {
      label: t('joined'),
      value: format.number(total.joined),
      href: '#kinds',
      change: change(total.joined, before.joined),
    },
    {
      label: t('sessions'),
      value: format.number(total.sessions),
      href: '#kinds',
      change: change(total.sessions, before.sessions),
    },
  ]
  return <HeadlineFigures label={t('headline')} figures={figures} />
}
