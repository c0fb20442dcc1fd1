import Bowser from 'bowser'

/** Longer than any browser's own; the rest is not looked at, so that it costs nothing. */
const MAX_LENGTH = 512
/** The library's list lacks one of those that it recognises. */
const KNOWN = new Set([...Object.values(Bowser.BROWSER_MAP), 'Opera Touch'])
/** As people call them, where the library's name is longer. */
const SHORT: Readonly<Record<string, string>> = {
  'Microsoft Edge': 'Edge',
  'Samsung Internet for Android': 'Samsung Internet',
  'Chrome OS': 'ChromeOS',
}

/** Words by which people recognise their own device, e.g. "Chrome on Android"; deliberately no more than that. */
export function deviceWords(userAgent: string | null | undefined): string {
  if (!userAgent) return 'A program'
  const { browser, os, platform } = Bowser.parse(userAgent.slice(0, MAX_LENGTH))
  const isBrowser = platform.type !== 'bot' && KNOWN.has(browser.name ?? '')
  const name = isBrowser ? short(browser.name) : undefined
  // An iPhone is known by its own name, not by its system's.
  const system = os.name === 'iOS' ? (platform.model ?? os.name) : short(os.name)
  if (!name) return system ? `A program on ${system}` : 'A program'
  return system ? `${name} on ${system}` : name
}

function short(name: string | undefined): string | undefined {
  return SHORT[name ?? ''] ?? name
}
