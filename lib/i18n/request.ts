import { getRequestConfig } from 'next-intl/server'

import { loadCatalogue } from '@/lib/i18n/catalogue'
import { requestedLocale } from '@/lib/i18n/requested-locale'

/** What next-intl renders a page with. Reading the cookie makes every page dynamic, as the nonce needs. */
export default getRequestConfig(async () => {
  const locale = await requestedLocale()
  return { locale, messages: await loadCatalogue(locale), timeZone: 'UTC' }
})
