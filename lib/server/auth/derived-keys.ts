import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'

/** Keys for one purpose each, from one secret. */
export function keysOf(secret: string): (purpose: string) => Buffer {
  const key = createSecretKey(secret, 'utf8')
  return (purpose) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
}

export const hmac = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('hex')

/** What names a deleted account, and every account in the hashes of the audit log; the same every time. */
export const pseudonymWith = (key: Buffer) => (user: string) => `erased-${hmac(key, user).slice(0, 32)}`
