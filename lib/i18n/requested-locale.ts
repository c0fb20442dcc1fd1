import Negotiator from 'negotiator'
import { cookies, headers } from 'next/headers'

import { LOCALE_COOKIE, toLocale, type Locale } from '@/lib/i18n/locales'

/** The language that was chosen here, or else the one that the browser asks for. @see RFC 9110, "Accept-Language" */
export async function requestedLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  const accepted = (await headers()).get('accept-language') ?? undefined
  return toLocale(chosen, ...new Negotiator({ headers: { 'accept-language': accepted } }).languages())
}
