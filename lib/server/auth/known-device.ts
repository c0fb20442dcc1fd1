import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { parse, serialize } from 'cookie'
import { KNOWN_FOR_MS } from '@/lib/domain/limits'
import type { Millis } from '@/lib/domain/ids'

interface Settings {
  readonly secret: string
  /** Whether people reach us over https, so that the cookie is never sent without. */
  readonly secure: boolean
}

/** When it was made, a random name, and a code over both and the address of mail that only we can make. */
const VALUE = /^(\d{1,15})\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{43})$/

/**
 * A cookie that shows that an e-mail address was used to sign in from this browser lately. It opens nothing: guesses
 * at the password from elsewhere are counted apart from those made there.
 *
 * @see https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function createKnownDevices({ secret, secure }: Settings) {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'known-device', 32))
  const name = `${secure ? '__Secure-' : ''}omegoo-known-device`
  const codeOf = (madeAt: string, device: string, email: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify([madeAt, device, email]))
      .digest('base64url')

  return {
    /** A `Set-Cookie` header. `email` is normalized. */
    start(email: string, now: Millis): string {
      const [madeAt, device] = [String(now), randomBytes(16).toString('base64url')]
      const value = `${madeAt}.${device}.${codeOf(madeAt, device, email)}`
      const maxAge = KNOWN_FOR_MS / 1_000
      return serialize(name, value, { httpOnly: true, sameSite: 'lax', path: '/api/auth', secure, maxAge })
    },

    /** The browser's random name, if its cookie is for that address of mail and not too old. */
    deviceOf(cookieHeader: string | null, email: string, now: Millis): string | undefined {
      const [, madeAt = '', device = '', code = ''] = VALUE.exec(parse(cookieHeader ?? '')[name] ?? '') ?? []
      const isOurs = timingSafeEqual(
        Buffer.from(codeOf(madeAt, device, email)),
        Buffer.from(code.padEnd(43, '.')),
      )
      return isOurs && now - Number(madeAt) < KNOWN_FOR_MS ? device : undefined
    },
  }
}

export type KnownDevices = ReturnType<typeof createKnownDevices>
