import { parse } from 'cookie'
import { chosenLocale } from '@/lib/i18n/chosen-locale'
import { LOCALE_COOKIE } from '@/lib/i18n/locales'

/** The language that was chosen in the browser that asks, or else the one that it asks for. */
export function languageOf(headers: Headers): string {
  const { [LOCALE_COOKIE]: chosen } = parse(headers.get('cookie') ?? '')
  return chosenLocale(chosen, headers.get('accept-language') ?? undefined)
}
