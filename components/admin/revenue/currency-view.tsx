'use client'

import dynamic from 'next/dynamic'
import { useFormatter, useLocale, useTranslations } from 'next-intl'

import { ChartCard } from '@/components/admin/chart/chart-card'
import { PlotMissing } from '@/components/admin/chart/plot-missing'
import { Figure } from '@/components/admin/overview/figure'
import { SheetSection } from '@/components/admin/revenue/sheet-section'
import { Skeleton } from '@/components/ui/skeleton'
import { changeOf } from '@/lib/client/admin/analytics/overview-range'
import { type FilterInAddress, onlyDays } from '@/lib/client/admin/analytics/use-figure-filter'
import {
  type CurrencyFigures,
  minorDigits,
  type RevenueReport,
} from '@/lib/client/admin/revenue/revenue-rest'
import { useAddress } from '@/lib/client/admin/use-address'
import { OTHER } from '@/lib/domain/acquisition'
import { addDays } from '@/lib/domain/days'
import { NOT_KNOWN, type SIGNUP_FILTERS } from '@/lib/domain/figure-filter'
import type { OrderStatus } from '@/lib/domain/payments/orders'
import { moneyText } from '@/lib/domain/payments/receipt'
import type { RevenueDimension } from '@/lib/domain/payments/revenue'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const DayPlot = dynamic(
  untilLoaded(() =>
    import('@/components/admin/acquisition/signup-plot').then(
      (module) => module.SignupPlot,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading: () => <Skeleton className="h-[280px] w-full" /> },
)

export type RevenueFilter = FilterInAddress<(typeof SIGNUP_FILTERS)[number]>

const LEDGER = '/admin/revenue/ledger'
const PAID_OF_DAY = 2
const PAID_OF_KEY = 1
/** Columns of money: paid and refunded, and by key what was paid before. */
const MONEY_OF_DAY = [1, 3]
const MONEY_OF_KEY = [2, 3, 5]
const moneyDigits = (columns: readonly number[], currency: string) =>
  Object.fromEntries(columns.map((column) => [column, minorDigits(currency)]))
/** What of the dimensions narrows the page, and how the filter calls it. */
const FILTER_OF: Readonly<Partial<Record<RevenueDimension, (typeof SIGNUP_FILTERS)[number]>>> = {
  source: 'signupSource',
  campaign: 'campaign',
  platform: 'platform',
  gender: 'gender',
  country: 'country',
}

/** The list of orders below, with one state in it. */
function useOrdersAddress() {
  const { params } = useAddress()
  return (status: OrderStatus) => {
    const next = new URLSearchParams(params)
    for (const name of ['before', 'beforeId']) next.delete(name)
    next.set('status', status)
    return `?${next.toString()}#orders`
  }
}

interface CurrencyViewProps {
  figures: CurrencyFigures
  report: RevenueReport
  inAddress: RevenueFilter
}

/** One currency's money: in sum, by day, and by what tells buyers apart. Currencies are never added. */
export function CurrencyView({ figures, report, inAddress }: CurrencyViewProps) {
  const { currency } = figures
  return (
    <section aria-label={currency} className="flex flex-col gap-4">
      <Sums figures={figures} inAddress={inAddress} />
      <Days figures={figures} report={report} inAddress={inAddress} />
      <Keys figures={figures} report={report} inAddress={inAddress} />
    </section>
  )
}

function Sums({ figures, inAddress }: Pick<CurrencyViewProps, 'figures' | 'inAddress'>) {
  const { compare } = inAddress.filter
  const ordersOf = useOrdersAddress()
  const t = useTranslations('revenue.figures')
  const format = useFormatter()
  const locale = useLocale()
  const { currency, gross, previous, paid, created, average, refunded, refunds } = figures
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
        href={ordersOf('paid')}
        change={moved(paid, previous.paid)}
        {...(!compare && { note: t('of', { count: created }) })}
      />
      <Figure
        label={t('average')}
        value={average === null ? '–' : money(average)}
        href={`#keys-${currency}`}
        change={moved(average, previous.average)}
      />
      <Figure
        label={t('refunded')}
        value={money(refunded)}
        href={ordersOf('refunded')}
        note={t('refunds', { count: refunds })}
      />
      <Others figures={figures} inAddress={inAddress} />
    </dl>
  )
}

/** What is no money: coins and tax, and what went wrong. */
function Others({ figures, inAddress }: Pick<CurrencyViewProps, 'figures' | 'inAddress'>) {
  const t = useTranslations('revenue.figures')
  const format = useFormatter()
  const locale = useLocale()
  const ordersOf = useOrdersAddress()
  const { currency, coins, previous, tax, failed, paid, created, disputes } = figures
  // Orders may be paid on another day than that of their making.
  const unpaid = created - paid - failed
  return (
    <>
      <Figure
        label={t('coins')}
        value={format.number(coins)}
        href={`${LEDGER}?kind=purchase`}
        change={inAddress.filter.compare ? changeOf(coins, previous.coins) : undefined}
      />
      <Figure label={t('tax')} value={moneyText(tax, currency, locale)} href={`${LEDGER}?account=tax`} />
      <Figure
        label={t('failed')}
        value={format.number(failed)}
        href={ordersOf('failed')}
        note={unpaid > 0 ? t('open', { count: unpaid }) : t('of', { count: created })}
      />
      <Figure label={t('disputes')} value={format.number(disputes)} href="#orders" />
    </>
  )
}

function Days({ figures: { currency, days }, report: { window }, inAddress }: CurrencyViewProps) {
  const links = useTranslations('analytics.links')
  const ordersOf = useOrdersAddress()
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
        people: [PAID_OF_DAY],
        digits: moneyDigits(MONEY_OF_DAY, currency),
      }}
      linkOf={(row, column) => {
        const one = days[row]
        if (!one) return undefined
        if (column === 0)
          return { href: inAddress.hrefTo(onlyDays(one.day)), label: links('day', { day: one.day }) }
        return column === PAID_OF_DAY && one.paid > 0
          ? { href: ordersOf('paid'), label: links('orders') }
          : undefined
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
        today={inAddress.today}
      />
    </ChartCard>
  )
}

function Keys({ figures: { currency, keys }, report: { by, window }, inAddress }: CurrencyViewProps) {
  const { compare } = inAddress.filter
  const links = useTranslations('analytics.links')
  const ordersOf = useOrdersAddress()
  const dimension = FILTER_OF[by]
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
      id={`keys-${currency}`}
      sheet={{ columns, rows, people: [PAID_OF_KEY], digits: moneyDigits(MONEY_OF_KEY, currency) }}
      linkOf={(row, column) => {
        const key = keys[row]?.key
        if (key === undefined || key === OTHER) return undefined
        if (column === 0 && dimension)
          return {
            href: inAddress.hrefTo({ only: { ...inAddress.filter.only, [dimension]: key ?? NOT_KNOWN } }),
            label: links('only', { what: key ?? t('keys.unknown') }),
          }
        return column === PAID_OF_KEY ? { href: ordersOf('paid'), label: links('orders') } : undefined
      }}
      fileName={`omegoo-revenue-by-${by}-${currency}-${window.start}-${window.end}`}
    />
  )
}
