import { geoEqualEarth, geoPath } from 'd3-geo'
import codes from 'i18n-iso-countries/codes.json'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import atlas from 'world-atlas/countries-110m.json'

export const WIDTH = 960
export const HEIGHT = 460
const ANTARCTICA = '010'

/** A country's outline on the map; undefined code: one that ISO 3166-1 does not have. */
export interface CountryShape {
  readonly key: string
  readonly code: string | undefined
  readonly outline: string
  /** Left, top, right, bottom. */
  readonly box: readonly [number, number, number, number]
}

const alpha2 = new Map(codes.map(([two = '', , numeric = '']) => [numeric, two]))

/** The countries of Natural Earth at 1:110 million, in the Equal Earth projection: areas are true to each other. */
export function worldShapes(): readonly CountryShape[] {
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection }>
  const { features } = feature(topology, topology.objects.countries)
  const shown = features.filter(({ id }) => id !== ANTARCTICA)
  const projection = geoEqualEarth().fitExtent(
    [
      [4, 4],
      [WIDTH - 4, HEIGHT - 4],
    ],
    { type: 'FeatureCollection', features: shown },
  )
  const path = geoPath(projection).digits(1)
  return shown.map((country, index) => {
    const [[left, top], [right, bottom]] = path.bounds(country)
    return {
      key: `${index}`,
      code: alpha2.get(String(country.id)),
      outline: path(country) ?? '',
      box: [left, top, right, bottom],
    }
  })
}
