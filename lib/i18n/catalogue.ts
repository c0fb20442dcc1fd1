import { DEFAULT_LOCALE, type Locale } from '@/lib/i18n/locales'
import type account from '@/messages/en/account.json'
import type acquisition from '@/messages/en/acquisition.json'
import type admin from '@/messages/en/admin.json'
import type analytics from '@/messages/en/analytics.json'
import type call from '@/messages/en/call.json'
import type chat from '@/messages/en/chat.json'
import type conversations from '@/messages/en/conversations.json'
import type common from '@/messages/en/common.json'
import type errors from '@/messages/en/errors.json'
import type gate from '@/messages/en/gate.json'
import type greenroom from '@/messages/en/greenroom.json'
import type landing from '@/messages/en/landing.json'
import type message from '@/messages/en/message.json'
import type ongoing from '@/messages/en/ongoing.json'
import type legal from '@/messages/en/legal.json'
import type shell from '@/messages/en/shell.json'
import type settings from '@/messages/en/settings.json'
import type wallet from '@/messages/en/wallet.json'
import type revenue from '@/messages/en/revenue.json'
import type moderation from '@/messages/en/moderation.json'
import type picture from '@/messages/en/picture.json'
import type receipt from '@/messages/en/receipt.json'
import type playground from '@/messages/en/playground.json'
import type visits from '@/messages/en/visits.json'

/** All texts of one language: one file per area, and the area is the namespace. English names the keys. */
export interface Catalogue {
  readonly common: typeof common
  readonly conversations: typeof conversations
  readonly landing: typeof landing
  readonly gate: typeof gate
  readonly greenroom: typeof greenroom
  readonly legal: typeof legal
  readonly errors: typeof errors
  readonly call: typeof call
  readonly chat: typeof chat
  readonly message: typeof message
  readonly ongoing: typeof ongoing
  readonly account: typeof account
  readonly settings: typeof settings
  readonly shell: typeof shell
  readonly admin: typeof admin
  readonly acquisition: typeof acquisition
  readonly analytics: typeof analytics
  readonly moderation: typeof moderation
  readonly picture: typeof picture
  readonly receipt: typeof receipt
  readonly playground: typeof playground
  readonly visits: typeof visits
  readonly wallet: typeof wallet
  readonly revenue: typeof revenue
}

export const areas = [
  'common',
  'conversations',
  'landing',
  'gate',
  'greenroom',
  'legal',
  'errors',
  'call',
  'chat',
  'message',
  'ongoing',
  'account',
  'settings',
  'shell',
  'admin',
  'acquisition',
  'analytics',
  'moderation',
  'picture',
  'receipt',
  'playground',
  'visits',
  'wallet',
  'revenue',
] as const satisfies (keyof Catalogue)[]

/** Areas in English only: for the people who run and connect the product, not for those who chat here. */
export const englishAreas: ReadonlySet<string> = new Set([
  'acquisition',
  'admin',
  'analytics',
  'playground',
  'revenue',
])

/** Loads every area of a language. A missing file is a mistake in the build and rejects. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const load = async (area: keyof Catalogue): Promise<[string, unknown]> => {
    const folder = englishAreas.has(area) ? DEFAULT_LOCALE : locale
    const file = (await import(`@/messages/${folder}/${area}.json`)) as { default: unknown }
    return [area, file.default]
  }
  return Object.fromEntries(await Promise.all(areas.map(load))) as unknown as Catalogue
}
