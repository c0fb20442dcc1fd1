'use client'

import { useFormatter, useTranslations } from 'next-intl'

import type { SignupFilter } from '@/components/admin/acquisition/use-key-links'
import { Figure } from '@/components/admin/overview/figure'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import { onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import type { SignupReport } from '@/lib/client/admin/analytics/use-acquisition'

const DAY = { day: 'numeric', month: 'short' } as const

interface SignupFiguresProps {
  report: SignupReport
  compare: boolean
  inAddress: SignupFilter
}

/** The window in four numbers, each beside the window before. */
export function SignupFigures({ report, compare, inAddress }: SignupFiguresProps) {
  const t = useTranslations('acquisition.figures')
  const format = useFormatter()
  const { by, total, previousTotal, window, days, keys } = report
  const best = days
    .map(({ day, counts }) => ({ day, count: counts.reduce((sum, count) => sum + count, 0) }))
    .reduce((one, other) => (other.count > one.count ? other : one))
  const unknown = keys.find(({ key }) => key === null)
  const known = shareOf(total - (unknown?.total ?? 0), total)
  const knownBefore = shareOf(previousTotal - (unknown?.previousTotal ?? 0), previousTotal)
  const perDayBefore = Math.round((previousTotal / window.days) * 10) / 10
  const before = (change: ReturnType<typeof changeOf>) => (compare ? change : undefined)
  return (
    <dl className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <Figure
        label={t('total')}
        value={format.number(total)}
        href="#days"
        change={before(changeOf(total, previousTotal))}
      />
      <Figure
        label={t('perDay')}
        value={format.number(total / window.days, { maximumFractionDigits: 1 })}
        href="#days"
        {...(compare && { note: t('before', { count: perDayBefore, days: window.days }) })}
      />
      <Figure
        label={t('best')}
        value={best.count === 0 ? '–' : format.dateTime(new Date(best.day), DAY)}
        href={best.count === 0 ? '#days' : inAddress.hrefTo(onlyDays(best.day))}
        {...(best.count > 0 && { note: t('people', { count: best.count }) })}
      />
      <Figure
        label={t('known', { by })}
        value={known === null ? '–' : t('percent', { value: known })}
        href="#keys"
        change={before(changeOf(known, knownBefore, 'points'))}
      />
    </dl>
  )
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 10
}
