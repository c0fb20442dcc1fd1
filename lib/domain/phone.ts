import { asciiDigits } from './digits'

/** A number with its country, as ITU-T E.164 writes it. */
const E164 = /^\+[1-9]\d{6,14}$/
/** What people put between digits, and the direction marks that keyboards and copying add. */
const SEPARATORS = /[\s().\-/\u2010-\u2015\u00A0\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g

/**
 * Whether messages are sent to the number's country.
 *
 * @param prefixes - such as `+91` or `+1868`; none: everywhere
 */
export function isServed(phone: string, prefixes: readonly string[]): boolean {
  return prefixes.length === 0 || prefixes.some((prefix) => phone.startsWith(prefix))
}

/** A typed number as E.164, such as `+4915550100`; undefined without a country or for anything else. */
export function toE164(typed: string): string | undefined {
  const bare = asciiDigits(typed)
    .replace(SEPARATORS, '')
    .replace(/^\uFF0B/, '+')
    .replace(/^00/, '+')
  return E164.test(bare) ? bare : undefined
}
