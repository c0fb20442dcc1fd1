import type { acquisitionRest as rows } from '@/lib/contracts/omegoo/acquisition-rest'
import type { omegoo } from '@/lib/contracts/omegoo/contract'
import { type CountryTotal, UNKNOWN } from '@/lib/domain/acquisition'
import { changePercent, sharePercent } from '@/lib/domain/days'
import { countryName } from '@/lib/domain/geo-location'
import { type GatewayRest, ok } from '../kit'
import { askedFigures, windowOf } from './figure-forms'

/** omegoo's endpoints of where people come from, one service call each. */
export const acquisitionRest: Pick<GatewayRest<typeof omegoo>, keyof typeof rows> = {
  acquisition: async ({ query: { by, ...query } }, { actor, services }) => {
    const report = await services.acquisition.report(actor, askedFigures(query), by)
    const { total, previousTotal } = report
    return ok({
      by,
      window: windowOf(report.window),
      previous: windowOf(report.previous),
      total,
      previousTotal,
      change: changePercent(total, previousTotal),
      keys: report.keys.map(({ key, total: mine, previous }) => ({
        key: knownOrNull(key),
        total: mine,
        previousTotal: previous,
        change: changePercent(mine, previous),
        share: sharePercent(mine, total),
      })),
      days: report.days.map(({ day, counts, previousDay, previousCounts }) => ({
        day,
        counts: [...counts],
        previousDay,
        previousCounts: [...previousCounts],
      })),
      demo: report.isDemo,
    })
  },

  acquisitionMap: async ({ query }, { actor, services }) => {
    const { window, total, unknown, countries } = await services.acquisition.map(actor, askedFigures(query))
    return {
      success: true,
      map: {
        window: windowOf(window),
        totalSignups: total,
        unknown,
        countries: countries.map((country) => countryOf(country, total)),
      },
    }
  },

  acquisitionSources: async ({ query }, { actor, services }) => {
    const found = await services.acquisition.sources(actor, askedFigures(query))
    const { window, total, unknown, unique } = found
    return {
      success: true,
      sources: {
        window: windowOf(window),
        totalSignups: total,
        uniqueSources: unique,
        unknown,
        sources: found.rows.map(({ source, medium, campaign, count, previous }) => ({
          source,
          medium: knownOrNull(medium),
          campaign: knownOrNull(campaign),
          signups: count,
          share: sharePercent(count, total),
          previousSignups: previous,
          trendDelta: changePercent(count, previous),
        })),
      },
    }
  },
}

const knownOrNull = (text: string) => (text === UNKNOWN ? null : text)

function countryOf({ country, count, regions }: CountryTotal, total: number) {
  return {
    countryCode: country,
    name: countryName(country),
    signups: count,
    share: sharePercent(count, total),
    regions: regions.map((region) => ({
      regionCode: knownOrNull(region.code),
      subdivisionCode: region.code === UNKNOWN ? null : `${country}-${region.code}`,
      name: region.name,
      signups: region.count,
      share: sharePercent(region.count, count),
    })),
  }
}
