import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from 'node:crypto'
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

const ISSUER = 'Omegoo'
/** As RFC 4226, section 4, recommends. */
const SECRET_BYTES = 20
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/** SHA-1, which every authenticator app speaks and many speak alone; what breaks it does not break HMAC over it. */
const kind = { algorithm: 'SHA1', digits: TOTP_DIGITS, period: TOTP_PERIOD_MS / 1_000 } as const

/** Codes by otpauth; secrets are encrypted by AES-256-GCM under a key derived from the server's secret, bound to their account. */
export function createFactorCodes(secret: string): FactorCodes {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'second-factor', 32))

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

    seal(user, base32) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(user))
      const sealed = [cipher.update(base32, 'utf8'), cipher.final()]
      return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64url')
    },

    open(user, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const text = bytes.subarray(NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
        .setAAD(Buffer.from(user))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return decipher.update(text, undefined, 'utf8') + decipher.final('utf8')
    },

    newRecoveryCode: () =>
      Array.from(
        { length: RECOVERY_LENGTH },
        () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)],
      ).join(''),
  }
}
