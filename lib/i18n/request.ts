import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'

import { loadCatalogue } from '@/lib/i18n/catalogue'
import { LOCALE_COOKIE, toLocale } from '@/lib/i18n/locales'

/** What next-intl renders a page with. Reading the cookie makes every page dynamic, as the nonce needs. */
export default getRequestConfig(async () => {
  const locale = toLocale((await cookies()).get(LOCALE_COOKIE)?.value)
  return { locale, messages: await loadCatalogue(locale), timeZone: 'UTC' }
})
