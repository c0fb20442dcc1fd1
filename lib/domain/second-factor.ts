import { asciiDigits } from './digits'
import type { Millis } from './ids'

/** How long one code of an authenticator app is shown. @see RFC 6238, section 5.2 */
export const TOTP_PERIOD_MS: Millis = 30_000
/** Codes of so many steps before and after are good as well: clocks of phones differ, and typing takes a moment. */
export const TOTP_WINDOW = 1
export const TOTP_DIGITS = 6

/** How many recovery codes somebody has after making them. */
export const RECOVERY_CODES = 10
/** Ten characters of a 32-letter alphabet: 50 bits, which nobody guesses within the limit of tries. */
export const RECOVERY_LENGTH = 10
/** Without I, L, O and U, which are read as others (Crockford's base32). */
export const RECOVERY_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One for each device of a person, and some to spare. */
export const PASSKEYS_MAX = 10
/** How long the browser may ask for a passkey. */
export const PASSKEY_CHALLENGE_MS: Millis = 5 * 60_000

/** How an account can show its second factor. */
export type FactorMethod = 'totp' | 'passkey'

/** The time step of a moment. @see RFC 6238, section 4.2 */
export function stepAt(now: Millis): number {
  return Math.floor(now / TOTP_PERIOD_MS)
}

/** What somebody typed where a code of either kind is taken. */
export type TypedCode =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery'; readonly code: string }

/**
 * Reads a code as a person types it: spaces and dashes anywhere, digits of any script, a recovery code in any case and with the
 * letters that are taken for others.
 *
 * @returns undefined when it can be neither
 */
export function typedCode(typed: string): TypedCode | undefined {
  const plain = asciiDigits(typed)
    .replace(/[\s\u200B\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069-]/g, '')
    .toUpperCase()
  if (plain.length === TOTP_DIGITS && /^\d+$/.test(plain)) return { kind: 'totp', code: plain }
  const code = plain.replaceAll('O', '0').replace(/[IL]/g, '1')
  const isRecovery =
    code.length === RECOVERY_LENGTH && Array.from(code).every((letter) => RECOVERY_ALPHABET.includes(letter))
  return isRecovery ? { kind: 'recovery', code } : undefined
}

/** A recovery code as it is shown, such as `7ZQ4M-0C9TX`. */
export function shownRecoveryCode(code: string): string {
  return `${code.slice(0, RECOVERY_LENGTH / 2)}-${code.slice(RECOVERY_LENGTH / 2)}`
}
