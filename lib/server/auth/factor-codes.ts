import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import {
  RECOVERY_ALPHABET,
  RECOVERY_LENGTH,
  stepAt,
  TOTP_DIGITS,
  TOTP_PERIOD_MS,
  TOTP_WINDOW,
} from '@/lib/domain/second-factor'
import type { FactorCodes } from '@/lib/server/ports/accounts/second-factors'
import { createSealing } from './sealing'

const ISSUER = 'Omegoo'
/** As RFC 4226, section 4, recommends. */
const SECRET_BYTES = 20

/** SHA-1, which every authenticator app speaks and many speak alone; what breaks it does not break HMAC over it. */
const kind = { algorithm: 'SHA1', digits: TOTP_DIGITS, period: TOTP_PERIOD_MS / 1_000 } as const

/** Codes by otpauth; secrets are kept encrypted, bound to their account. */
export function createFactorCodes(secret: string): FactorCodes {
  const sealing = createSealing(secret, 'second-factor')

  return {
    newSecret: () => new Secret({ size: SECRET_BYTES }).base32,

    uriOf: (base32, account) =>
      new TOTP({ ...kind, issuer: ISSUER, label: account, secret: base32 }).toString(),

    stepOf(base32, code, now) {
      const known = Secret.fromBase32(base32)
      const delta = TOTP.validate({
        ...kind,
        token: code,
        secret: known,
        timestamp: now,
        window: TOTP_WINDOW,
      })
      return delta === null ? undefined : stepAt(now) + delta
    },

    seal: sealing.seal,
    open: sealing.open,

    newRecoveryCode: () =>
      Array.from(
        { length: RECOVERY_LENGTH },
        () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)],
      ).join(''),
  }
}
