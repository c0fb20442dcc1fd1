'use client'

import dynamic from 'next/dynamic'
import { useFormatter, useLocale, useTranslations } from 'next-intl'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Figure } from '@/components/admin/overview/figure'
import { SheetSection } from '@/components/admin/revenue/sheet-section'
import { Skeleton } from '@/components/ui/skeleton'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import {
  type CurrencyFigures,
  minorDigits,
  type RevenueReport,
} from '@/lib/client/admin/revenue/revenue-rest'
import { addDays } from '@/lib/domain/days'
import { moneyText } from '@/lib/domain/payments/receipt'

const DayPlot = dynamic(
  () =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

interface CurrencyViewProps {
  figures: CurrencyFigures
  report: RevenueReport
  compare: boolean
}

/** One currency's money: in sum, by day, and by what tells buyers apart. Currencies are never added. */
export function CurrencyView({ figures, report, compare }: CurrencyViewProps) {
  const { currency } = figures
  return (
    <section aria-label={currency} className="flex flex-col gap-4">
      <Sums figures={figures} compare={compare} />
      <Days figures={figures} report={report} />
      <Keys figures={figures} report={report} compare={compare} />
    </section>
  )
}

function Sums({ figures, compare }: { figures: CurrencyFigures; compare: boolean }) {
  const t = useTranslations('revenue.figures')
  const format = useFormatter()
  const locale = useLocale()
  const {
    currency,
    gross,
    previous,
    paid,
    created,
    average,
    refunded,
    refunds,
    coins,
    tax,
    disputes,
    failed,
  } = figures
  const money = (amount: number) => moneyText(amount, currency, locale)
  const moved = (now: number | null, before: number | null) => (compare ? changeOf(now, before) : undefined)
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure
        label={t('gross', { currency })}
        value={money(gross)}
        href={`#days-${currency}`}
        change={moved(gross, previous.gross)}
      />
      <Figure
        label={t('paid')}
        value={format.number(paid)}
        href="#orders"
        change={moved(paid, previous.paid)}
        {...(!compare && { note: t('of', { count: created }) })}
      />
      <Figure
        label={t('average')}
        value={average === null ? '–' : money(average)}
        change={moved(average, previous.average)}
      />
      <Figure
        label={t('refunded')}
        value={money(refunded)}
        href="#orders"
        note={t('refunds', { count: refunds })}
      />
      <Figure label={t('coins')} value={format.number(coins)} change={moved(coins, previous.coins)} />
      <Figure label={t('tax')} value={money(tax)} />
      <Figure
        label={t('failed')}
        value={format.number(failed)}
        href="#orders"
        note={t('of', { count: created })}
      />
      <Figure label={t('disputes')} value={format.number(disputes)} href="#orders" />
    </dl>
  )
}

function Days({
  figures: { currency, days },
  report: { window },
}: Pick<CurrencyViewProps, 'figures' | 'report'>) {
  const t = useTranslations('revenue.days')
  const locale = useLocale()
  const unit = 10 ** minorDigits(currency)
  const total = days.reduce((sum, { gross }) => sum + gross, 0)
  return (
    <ChartCard
      id={`days-${currency}`}
      title={t('title', { currency })}
      note={t('note', { from: window.start, to: window.end })}
      sheet={{
        columns: [t('day'), t('gross', { currency }), t('paid'), t('refunded', { currency }), t('coins')],
        rows: days.map((one) => [one.day, one.gross / unit, one.paid, one.refunded / unit, one.coins]),
      }}
      fileName={`omegoo-revenue-${currency}-${window.start}-${window.end}`}
      empty={total === 0 ? t('none') : undefined}
    >
      <DayPlot
        parts={[{ label: t('gross', { currency }), fill: 'var(--color-part-1)' }]}
        days={days.map(({ day, gross }) => ({
          day,
          counts: [gross / unit],
          total: gross / unit,
          previousDay: addDays(day, -window.days),
          previousTotal: 0,
        }))}
        line={undefined}
        say={(value) => moneyText(Math.round(value * unit), currency, locale)}
      />
    </ChartCard>
  )
}

function Keys({ figures: { currency, keys }, report: { by, window }, compare }: CurrencyViewProps) {
  const t = useTranslations('revenue')
  const unit = 10 ** minorDigits(currency)
  const columns = [
    t(`by.${by}`),
    t('keys.paid'),
    t('keys.gross', { currency }),
    t('keys.refunded', { currency }),
    t('keys.coins'),
    ...(compare ? [t('keys.before', { currency })] : []),
  ]
  const rows = keys.map((one) => [
    one.key ?? t('keys.unknown'),
    one.paid,
    one.gross / unit,
    one.refunded / unit,
    one.coins,
    ...(compare ? [one.previousGross / unit] : []),
  ])
  return (
    <SheetSection
      title={t('keys.title', { by: t(`by.${by}`), currency })}
      sheet={{ columns, rows }}
      fileName={`omegoo-revenue-by-${by}-${currency}-${window.start}-${window.end}`}
    />
  )
}
