'use client'

import { useFormatter, useTranslations } from 'next-intl'

import { DayChart } from '@/components/admin/picture/day-chart'
import { type PictureFilter, usePictureLinks } from '@/components/admin/picture/use-picture-links'
import { useDuration } from '@/lib/client/admin/analytics/use-duration'
import type { MatchingPage } from '@/lib/client/admin/rest'

const HOUR_MS = 3_600_000
const PERCENTILES = ['p50', 'p95', 'p99']
type Figures = MatchingPage['total']
const waits = ({ met, waits: { p50, p95, p99 } }: Figures) =>
  met === 0 ? [null, null, null] : [p50, p95, p99]
const nameOf = (what: string, { start, end }: MatchingPage['window']) => `omegoo-${what}-${start}-${end}`

interface MatchingChartsProps {
  page: MatchingPage
  inAddress: PictureFilter
}

/** Waits by day and by hour of the day, and how many give up. */
export function MatchingCharts(all: MatchingChartsProps) {
  return (
    <div className="grid grid-cols-1 gap-4 xl:grid-cols-2">
      <ByDay {...all} />
      <ByHour page={all.page} />
    </div>
  )
}

function ByDay({ page: { window, days }, inAddress }: MatchingChartsProps) {
  const links = usePictureLinks(inAddress)
  const t = useTranslations('admin.matching')
  const format = useFormatter()
  const duration = useDuration()
  const rows = (read: (figures: Figures) => readonly (number | null)[]) =>
    days.map((day) => ({ label: day.day, at: Date.parse(day.day), values: read(day) }))
  return (
    <>
      <DayChart
        id="days"
        title={t('days.title')}
        note={t('days.note')}
        first={t('day')}
        rows={rows(waits)}
        lines={PERCENTILES}
        unit="ms"
        say={duration}
        linkOf={links.day}
        today={inAddress.today}
        fileName={nameOf('waits-by-day', window)}
        empty={t('nobody')}
      />
      <DayChart
        id="leaving"
        title={t('leaving.title')}
        note={t('leaving.note')}
        first={t('day')}
        rows={rows(({ abandonment }) => [abandonment])}
        lines={[t('abandonment')]}
        unit="%"
        say={(value) => t('percent', { value: format.number(value) })}
        linkOf={links.day}
        today={inAddress.today}
        fileName={nameOf('gave-up-by-day', window)}
        empty={t('nobodyLeft')}
      />
    </>
  )
}

function ByHour({ page: { window, hours } }: { page: MatchingPage }) {
  const t = useTranslations('admin.matching')
  const format = useFormatter()
  const duration = useDuration()
  const rows = (read: (figures: Figures) => readonly (number | null)[]) =>
    hours.map((hour) => ({
      label: `${String(hour.hour).padStart(2, '0')}:00`,
      at: hour.hour * HOUR_MS,
      values: read(hour),
    }))
  return (
    <>
      <DayChart
        id="hours"
        title={t('hours.title')}
        note={t('hours.note')}
        first={t('hour')}
        rows={rows(waits)}
        lines={PERCENTILES}
        unit="ms"
        say={duration}
        spans="hours"
        fileName={nameOf('waits-by-hour', window)}
        empty={t('nobody')}
      />
      <DayChart
        id="joins"
        title={t('joins.title')}
        note={t('joins.note')}
        first={t('hour')}
        rows={rows(({ joined, gaveUp }) => [joined, gaveUp])}
        lines={[t('joined'), t('gaveUp')]}
        say={(value) => format.number(value)}
        spans="hours"
        isCount
        fileName={nameOf('joins-by-hour', window)}
        empty={t('nobody')}
      />
    </>
  )
}
