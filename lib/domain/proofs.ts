import type { Tier, User } from './accounts'
import type { Millis } from './ids'

/** A link for a new password is good this long. @see spec/omegoo.md "POST /api/auth/forgot-password" */
export const RESET_LIFE_MS: Millis = 60 * 60_000
export const VERIFICATION_LIFE_MS: Millis = 24 * 60 * 60_000
/** A link that is opened again, or was opened by a mail scanner before, is confirmed again for this long. */
export const VERIFIED_LIFE_MS: Millis = 90 * 24 * 60 * 60_000
/** @see contracts, section 8 "one-time codes" */
export const CODE_LIFE_MS: Millis = 5 * 60_000
export const CODE_TRIES = 5

/** The highest tier that an account has proved: 1 by phone, 2 by phone and e-mail. @see contracts, section 2 "Tiers" */
export function provedTier({
  phoneVerified,
  emailVerified,
}: Pick<User, 'phoneVerified' | 'emailVerified'>): Tier {
  if (!phoneVerified) return 0
  return emailVerified ? 2 : 1
}
