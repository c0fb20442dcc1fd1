/**
 * 128 random bits in hexadecimal, 32 characters. `crypto.randomUUID` is missing in a page that came by plain http from
 * anywhere but this machine; `getRandomValues` is not.
 */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
