/** Languages with a complete catalogue, the first being the fallback, each with its writing direction. */
export const locales = { en: { direction: 'ltr' } } as const satisfies Record<
  string,
  { direction: 'ltr' | 'rtl' }
>

export type Locale = keyof typeof locales

export const DEFAULT_LOCALE: Locale = 'en'

/** The cookie that remembers the choice; addresses carry no language. */
export const LOCALE_COOKIE = 'locale'

/** The language somebody chose, or the fallback when they chose none that exists. */
export function toLocale(wanted: string | undefined): Locale {
  return wanted !== undefined && Object.hasOwn(locales, wanted) ? (wanted as Locale) : DEFAULT_LOCALE
}
