'use client'

import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useId, useState } from 'react'

import { PlotMissing } from '@/components/admin/chart/plot-missing'
import type { SignupFilter } from '@/components/admin/acquisition/use-key-links'
import type { LinkOf } from '@/components/admin/figures/figure-link'
import { TableCard } from '@/components/admin/figures/table-card'
import { ProblemNote } from '@/components/admin/problem-note'
import { Button } from '@/components/ui/button'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { exportAddress } from '@/lib/client/admin/analytics/export-address'
import { showParameters } from '@/lib/client/admin/analytics/use-figure-filter'
import { useFigures } from '@/lib/client/admin/analytics/use-figures'
import { countries, regions, type SignupMap as Signups } from '@/lib/contracts/omegoo/figure-tables'
import { NOT_KNOWN } from '@/lib/domain/figure-filter'
import { untilLoaded } from '@/lib/client/browser/until-loaded'

const loading = () => <Skeleton className="aspect-[960/460] w-full" />
/** Shapes and projection are loaded by this page alone. */
const WorldMap = dynamic(
  untilLoaded(() =>
    import('@/components/admin/map/world-map').then(
      (module) => module.WorldMap,
      () => PlotMissing,
    ),
  ),
  { ssr: false, loading },
)

interface SignupMapProps {
  inAddress: SignupFilter
  /** Changes when somebody registered. */
  news: number
}

/** Sign-ups on the map of the world, and in a table beside it: by country, or by region of the one that is chosen. */
export function SignupMap({ inAddress, news }: SignupMapProps) {
  const { data, problem, again } = useFigures<{ map: Signups }>(
    `/api/admin/analytics/acquisition/map?${inAddress.query}`,
    news,
  )
  if (problem && !data) return <ProblemNote problem={problem} onRetry={again} />
  if (!data) return <Skeleton className="h-[420px] rounded-lg" />
  return <MapView map={data.map} inAddress={inAddress} />
}

function MapView({ map, inAddress }: Omit<SignupMapProps, 'news'> & { map: Signups }) {
  const t = useTranslations('analytics.map')
  const params = useSearchParams()
  const titleId = useId()
  const [by, setBy] = useState<'count' | 'share'>('count')
  const chosen = map.countries.find(({ countryCode }) => countryCode === params.get('of'))
  const handleChoice = (code: string | undefined) => {
    const next = new URLSearchParams(params)
    if (code === undefined) next.delete('of')
    else next.set('of', code)
    showParameters(next)
  }
  return (
    <div className="grid grid-cols-1 min-w-0 gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <section
        id="map"
        aria-labelledby={titleId}
        className="flex min-w-0 scroll-mt-4 flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      >
        <header className="flex flex-wrap items-start justify-between gap-2">
          <div>
            <h2 id={titleId} className="text-small font-[620]">
              {t('title')}
            </h2>
            <p className="text-caption text-muted">
              {t('note', { known: map.totalSignups - map.unknown, total: map.totalSignups })}
            </p>
          </div>
          <Segmented
            label={t('by')}
            name="shade"
            value={by}
            choices={[
              { value: 'count', label: t('byCount') },
              { value: 'share', label: t('byShare') },
            ]}
            onChoose={setBy}
          />
        </header>
        <WorldMap countries={map.countries} by={by} chosen={chosen?.countryCode} onChoose={handleChoice} />
      </section>
      <PlaceTable map={map} inAddress={inAddress} chosen={chosen} onChoose={handleChoice} />
    </div>
  )
}

interface PlaceTableProps extends Omit<SignupMapProps, 'news'> {
  map: Signups
  /** Whose regions are shown; undefined: countries are. */
  chosen: Signups['countries'][number] | undefined
  onChoose: (code: string | undefined) => void
}

/** The numbers of the map: countries, or the regions of one. */
function PlaceTable({ map, inAddress, chosen, onChoose }: PlaceTableProps) {
  const t = useTranslations('analytics.map')
  const { query, filter } = inAddress
  const linkOf = useCountryLinks(map, inAddress)
  if (!chosen) {
    return (
      <TableCard
        id="countries"
        title={t('countries')}
        table={countries(map)}
        exportHref={exportAddress('countries', query)}
        linkOf={linkOf}
        empty={t('empty')}
      />
    )
  }
  const { name: country, countryCode } = chosen
  return (
    <TableCard
      id="regions"
      title={t('regions', { country })}
      note={t('regionsNote')}
      table={regions(map, countryCode)}
      exportHref={exportAddress('regions', query, { of: countryCode })}
      empty={t('empty')}
    >
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onChoose(undefined)}>{t('world')}</Button>
        <Button onClick={() => inAddress.change({ only: { ...filter.only, country: countryCode } })}>
          {t('narrow', { country })}
        </Button>
      </div>
    </TableCard>
  )
}

const COLUMN = { name: 0, registered: 2 } as const

/** A country's name shows its regions, its count narrows the page to it. */
function useCountryLinks({ countries: rows }: Signups, { filter, hrefTo }: SignupFilter): LinkOf {
  const t = useTranslations('analytics.links')
  const params = useSearchParams()
  return (row, column) => {
    const country = rows[row]
    if (column === COLUMN.name && country) {
      const next = new URLSearchParams(params)
      next.set('of', country.countryCode)
      return { href: `?${next.toString()}`, label: t('regions') }
    }
    if (column !== COLUMN.registered) return undefined
    const only = { ...filter.only, country: country?.countryCode ?? NOT_KNOWN }
    return { href: hrefTo({ only }), label: t('only', { what: country?.name ?? t('unknown') }) }
  }
}
