import { pageAccount } from '@/lib/client/account/page-account'
import type { Locale } from '@/lib/i18n/locales'

/**
 * Keeps the language with the account, for what is mailed; a page that was opened as nobody keeps it in the browser alone.
 * Nobody waits for it: the language of the page is the cookie's, and the account's follows with the next order anyway.
 */
export async function keepLanguage(language: Locale): Promise<void> {
  if (pageAccount.getState().account === undefined) return
  const { api } = await import('@/lib/client/api')
  await api.put('/api/user/language', { language })
}
