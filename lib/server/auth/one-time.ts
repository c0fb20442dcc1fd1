import { createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto'
import type { OneTime } from '@/lib/server/ports/accounts/secrets'

const DIGITS = 6

/** Secrets that are sent to people; what is kept of them is an HMAC under a key derived from the server's secret. */
export function createOneTime(secret: string): OneTime {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'one-time', 32))
  return {
    link: () => randomBytes(32).toString('base64url'),
    code: () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'),
    hash: (...parts) => createHmac('sha256', key).update(JSON.stringify(parts)).digest('hex'),
  }
}
