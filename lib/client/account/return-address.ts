const HERE = 'https://here.invalid'

/**
 * The page of this site that an address names, with its query and its fragment; undefined for anything that would leave the site.
 *
 * @param wanted - as it came in a link, so it may be anything.
 */
export function safeReturn(wanted: string | null | undefined): string | undefined {
  if (!wanted?.startsWith('/')) return undefined
  // The parser reads what a browser would make of it: `//other.site` and `/\other.site` have another origin.
  const url = URL.parse(wanted, HERE)
  if (url?.origin !== HERE) return undefined
  const path = url.pathname + url.search + url.hash
  // "/..//other.site" is cleaned by the parser into an address of another site.
  return path.startsWith('//') ? undefined : path
}

/** Where a guest comes in, by the device or anew, who is to come back to a page of this site. */
export function gateAddress(page: string): string {
  return `/gate?next=${encodeURIComponent(page)}`
}

/** Where a person signs in who is to come back to a page of this site. */
export function signInAddress(page: string): string {
  return `/sign-in?next=${encodeURIComponent(page)}`
}
