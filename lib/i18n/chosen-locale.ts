import Negotiator from 'negotiator'

import { toLocale, type Locale } from '@/lib/i18n/locales'

/**
 * The language that was chosen here, or else the one that the browser asks for.
 *
 * @param chosen - the value of LOCALE_COOKIE
 * @param accepted - the header of the request
 * @see RFC 9110, "Accept-Language"
 */
export function chosenLocale(chosen: string | undefined, accepted: string | undefined): Locale {
  return toLocale(chosen, ...new Negotiator({ headers: { 'accept-language': accepted } }).languages())
}
