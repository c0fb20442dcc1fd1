/** Roughly where a person is; all that is ever kept of an address. */
export interface GeoLocation {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string
  /** The name in English of the country's part, such as `Bavaria`; null where only the country is known. */
  readonly region: string | null
  /** The region's part of its ISO 3166-2 code, such as `BY`; null where it is not known. */
  readonly regionCode: string | null
}

const NAMES = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })

/** A country's name in English; one without a name keeps its code. */
export function countryName(country: string): string {
  return NAMES.of(country) ?? country
}

/** A location as words, such as "Bavaria, Germany"; a country without a name keeps its code. */
export function locationWords({ country, region }: Pick<GeoLocation, 'country' | 'region'>): string {
  const name = countryName(country)
  return region === null || region === name ? name : `${region}, ${name}`
}
