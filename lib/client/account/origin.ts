import type { Attribution } from '@/lib/domain/accounts'

/** Where a person came from and what they use, as registration accepts it. */
export interface Origin {
  readonly attribution?: Attribution
  readonly platform: 'pwa' | 'browser'
}

interface Arrival {
  /** The page's address. */
  readonly address: string
  /** The page before; empty: none, or unknown. */
  readonly referrer: string
}

const KEY = 'omegoo.origin'
/** What registration accepts of each word. */
const LONGEST = 100

/**
 * Remembers for this tab how a person came here, so that it can go with their registration. The first way that says
 * anything counts. No cookie, and nothing leaves the browser before they register.
 */
export function keepOrigin({ address, referrer }: Arrival): void {
  try {
    if (sessionStorage.getItem(KEY) !== null) return
    const attribution = attributionOf({ address, referrer })
    if (attribution) sessionStorage.setItem(KEY, JSON.stringify(attribution))
  } catch {
    // Where the browser forbids storage nothing is remembered.
  }
}

export function keptOrigin(): Origin {
  const platform = isInstalled() ? 'pwa' : 'browser'
  try {
    const kept = sessionStorage.getItem(KEY)
    return kept === null ? { platform } : { platform, attribution: JSON.parse(kept) as Attribution }
  } catch {
    return { platform }
  }
}

/** Registered: it has served. */
export function forgetOrigin(): void {
  try {
    sessionStorage.removeItem(KEY)
  } catch {
    // Then there was nothing.
  }
}

/** The link's `utm_source`, `utm_medium` and `utm_campaign`; without a source, the host of the page before. */
export function attributionOf({ address, referrer }: Arrival): Attribution | undefined {
  const { searchParams, host } = new URL(address)
  const said = {
    source: wordOf(searchParams.get('utm_source')) ?? foreignHost(referrer, host),
    medium: wordOf(searchParams.get('utm_medium')),
    campaign: wordOf(searchParams.get('utm_campaign')),
  }
  const words = Object.entries(said).filter(([, word]) => word !== undefined)
  return words.length > 0 ? Object.fromEntries(words) : undefined
}

function wordOf(text: string | null): string | undefined {
  const word = (text ?? '').replaceAll(/\p{C}/gu, ' ').trim().slice(0, LONGEST).trim()
  return word === '' ? undefined : word
}

function foreignHost(referrer: string, own: string): string | undefined {
  if (!URL.canParse(referrer)) return undefined
  const { host, hostname } = new URL(referrer)
  return host === own ? undefined : wordOf(hostname.replace(/^www\./, ''))
}

/** Safari on iPhones has a word of its own for it. */
export function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches || Reflect.get(navigator, 'standalone') === true
}
