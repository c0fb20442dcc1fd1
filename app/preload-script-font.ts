import { preload } from 'react-dom'

import type { Locale } from '@/lib/i18n/locales'

/** The typeface of a script that Inter lacks; these are the files that fonts.css names. */
const files: Partial<Record<Locale, URL>> = {
  hi: new URL(
    '../node_modules/@fontsource-variable/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-wght-normal.woff2',
    import.meta.url,
  ),
  ar: new URL(
    '../node_modules/@fontsource-variable/noto-sans-arabic/files/noto-sans-arabic-arabic-wght-normal.woff2',
    import.meta.url,
  ),
}

/** Asks for the typeface with the page, rather than when the styles are there, so that its words do not change under the eye. */
export function preloadScriptFont(locale: Locale): void {
  const file = files[locale]
  if (file) preload(file.href, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
}
