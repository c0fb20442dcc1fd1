import { cookies, headers } from 'next/headers'

import { chosenLocale } from '@/lib/i18n/chosen-locale'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales'

/** The language of the request for the page that is being made. */
export async function requestedLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return chosenLocale(chosen, (await headers()).get('accept-language') ?? undefined)
}
