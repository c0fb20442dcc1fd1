import type { IncomingHttpHeaders } from 'node:http'
import { parse } from 'cookie'
import { chosenLocale } from '@/lib/i18n/chosen-locale'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales'
import { PLAIN_POLICY, plainPage } from '@/lib/i18n/plain-page'
import arCommon from '@/messages/ar/common.json'
import ar from '@/messages/ar/errors.json'
import enCommon from '@/messages/en/common.json'
import en from '@/messages/en/errors.json'
import hiCommon from '@/messages/hi/common.json'
import hi from '@/messages/hi/errors.json'

const WORDS: Readonly<Record<Locale, typeof en>> = { en, hi, ar }
const BRANDS: Readonly<Record<Locale, string>> = {
  en: enCommon.brand,
  hi: hiCommon.brand,
  ar: arCommon.brand,
}

/** The page that stands for a refusal of the port's, in the language of the request; nothing of the request is in it. */
export function refusalPage(status: number, { cookie, ...headers }: IncomingHttpHeaders = {}) {
  const chosen = cookie === undefined ? undefined : parse(cookie)[LOCALE_COOKIE]
  const locale = chosenLocale(chosen, headers['accept-language'])
  const { title, text, action } = wordsFor(status, WORDS[locale])
  return { html: plainPage({ locale, brand: BRANDS[locale], title, text, action }), policy: PLAIN_POLICY }
}

function wordsFor(status: number, { unreadable, notFound, broken, busy, refused }: typeof en) {
  const home = ({ title, text, home: label }: typeof refused) => ({
    title,
    text,
    action: { href: '/', label },
  })
  const again = ({ title, text, retry }: typeof busy) => ({ title, text, action: { href: '', label: retry } })
  switch (status) {
    case 400:
      return home(unreadable)
    case 404:
      return home(notFound)
    case 500:
      return again(broken)
    case 503:
      return again(busy)
    default:
      return home(refused)
  }
}
