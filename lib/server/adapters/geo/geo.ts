import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { type CityResponse, Reader } from 'maxmind'
import type { GeoLocation } from '@/lib/domain/geo-location'
import type { Geo } from '@/lib/server/ports/geo'

const COUNTRY = /^[A-Z]{2}$/
/** ISO 3166-2, what follows the country. */
const REGION = /^[A-Z0-9]{1,3}$/

/**
 * Locations by a database of countries or cities in MaxMind's format, read once: a newer file counts from the next start.
 * Without a file every location is unknown.
 *
 * @throws with a sentence on what to do (`code` "BAD_ENVIRONMENT") when the file cannot be read
 * @see https://maxmind.github.io/MaxMind-DB/
 */
export function createGeo(file: string | undefined): Geo {
  if (file === undefined) return { locationOf: () => undefined }
  const reader = open(file)
  return {
    locationOf(address) {
      const [bare = ''] = address.split('/')
      return isIP(bare) ? toLocation(reader.get(bare)) : undefined
    },
  }
}

function open(file: string): Reader<CityResponse> {
  try {
    return new Reader<CityResponse>(readFileSync(file))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw Object.assign(
      new Error(
        `GEO_DB names ${file}, which cannot be read as a database of places (${why}).\n` +
          'Give it the path of an .mmdb file that the server may read, or leave the variable out.',
        { cause },
      ),
      { code: 'BAD_ENVIRONMENT' },
    )
  }
}

function toLocation(found: CityResponse | null): GeoLocation | undefined {
  const country = found?.country?.iso_code
  if (country === undefined || !COUNTRY.test(country)) return undefined
  const region = found?.subdivisions?.[0]
  const regionCode = region?.iso_code && REGION.test(region.iso_code) ? region.iso_code : null
  return { country, region: region?.names?.en ?? null, regionCode }
}
