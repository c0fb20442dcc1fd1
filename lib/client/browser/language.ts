import { isServerReachable, saysOnline } from '@/lib/client/realtime/network-hint'
import { writeChoiceCookie } from './choice-cookie'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales'

const CHANNEL = 'omegoo.language'

/** Keeps the language and announces it to the other open tabs. */
export function chooseLanguage(locale: Locale): void {
  writeChoiceCookie(LOCALE_COOKIE, locale)
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

/**
 * Acts once the server can be reached: a page asked for without it would be replaced by the offline page. Where the device
 * says it has no network the server is asked, because the device may be wrong.
 */
export function whenOnline(act: () => void): void {
  if (saysOnline()) return act()
  void isServerReachable().then((isReachable) => {
    if (isReachable || saysOnline()) act()
    else window.addEventListener('online', act, { once: true })
  })
}
