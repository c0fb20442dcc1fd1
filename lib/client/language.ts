import { remember } from '@/lib/client/remember'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales'

const CHANNEL = 'omegoo.language'

/** Remembers the language and tells the other open tabs. */
export function chooseLanguage(locale: Locale): void {
  remember(LOCALE_COOKIE, locale)
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(locale)
  channel.close()
}

/** Calls back when another tab of this browser chose a language. @returns what ends that */
export function onLanguageChosen(listener: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', listener)
  return () => channel.close()
}

/** Acts once there is a network: a page asked for without one would be replaced by the offline page. */
export function whenOnline(act: () => void): void {
  if (navigator.onLine) act()
  else window.addEventListener('online', act, { once: true })
}
