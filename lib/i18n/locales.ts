interface Language {
  /** In its own words, for readers who search for it among words they cannot read. */
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
}

/** Languages with a complete catalogue, the first being the fallback. */
export const locales = {
  en: { name: 'English', direction: 'ltr' },
  hi: { name: 'हिन्दी', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const satisfies Record<string, Language>

export type Locale = keyof typeof locales

export const DEFAULT_LOCALE: Locale = 'en'

/** The cookie that remembers the choice; addresses carry no language. */
export const LOCALE_COOKIE = 'locale'

/** The first of the wanted languages that exists here (`hi-IN` is `hi`), or the fallback. @see RFC 5646, "Primary Language Subtag" */
export function toLocale(...wanted: readonly (string | undefined)[]): Locale {
  const known = wanted.map((tag) => tag?.split('-')[0]?.toLowerCase()).find(isLocale)
  return known ?? DEFAULT_LOCALE
}

function isLocale(tag: string | undefined): tag is Locale {
  return tag !== undefined && Object.hasOwn(locales, tag)
}
