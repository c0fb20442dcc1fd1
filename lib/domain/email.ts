/** What stands before the @: RFC 5321's dot-atom, and letters of any script (RFC 6531). */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
/** Of a host only what names can have: the URL parser would read more into it, such as a port. Joiners are Persian's and Hindi's, other dots Chinese and Japanese. */
const HOST = /^[\p{L}\p{M}\p{N}.\-\u200C-\u200D\u3002\uFF0E]+$/u
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** Neither a number nor a single letter. */
const TOP = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/
const LONGEST = { whole: 254, local: 64 }

/** The host as mail servers write it: lower case, other scripts as punycode. */
function canonicalHost(host: string): string | undefined {
  if (!HOST.test(host)) return undefined
  const ascii = URL.parse(`http://${host}/`)?.hostname ?? ''
  const labels = ascii.split('.')
  const isName =
    labels.length >= 2 && labels.every((label) => LABEL.test(label)) && TOP.test(labels.at(-1) ?? '')
  return isName ? ascii : undefined
}

/**
 * An address of mail in the one form in which it is compared and stored: `Anna@Пример.рф` is `anna@xn--e1afmkfd.xn--p1ai`.
 *
 * @returns undefined for what is no address
 */
export function canonicalEmail(typed: string): string | undefined {
  const at = typed.lastIndexOf('@')
  if (at < 1) return undefined
  const local = typed.slice(0, at).normalize('NFC').toLowerCase()
  const host = canonicalHost(typed.slice(at + 1))
  if (!LOCAL.test(local) || local.length > LONGEST.local || host === undefined) return undefined
  const email = `${local}@${host}`
  return email.length <= LONGEST.whole ? email : undefined
}

/** How e-mail addresses are compared and stored; a malformed one belongs to no account. */
export function normalizeEmail(email: string): string {
  const bare = email.trim()
  return canonicalEmail(bare) ?? bare.toLowerCase()
}
