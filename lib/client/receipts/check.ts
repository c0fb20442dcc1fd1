import { receiptPayload } from '@/lib/contracts/omegoo/receipt-rest'
import type { Receipt, ReceiptKeys, SignedReceipt } from './receipts'

/**
 * What a check can find: signed by one of this server's keys, changed since, signed by another server (or nobody), no receipt at all, or a
 * browser that cannot tell.
 */
export type Verdict = 'good' | 'changed' | 'foreign' | 'unreadable' | 'unable'

/** Ed25519 over the payload's exact text (RFC 8032), by Web Crypto. */
export async function checkReceipt(
  { payload, signature, keyId }: SignedReceipt,
  keys: ReceiptKeys,
): Promise<Verdict> {
  const known = keys.find((key) => key.keyId === keyId)
  if (!known) return 'foreign'
  const subtle = (globalThis.crypto as { readonly subtle?: SubtleCrypto }).subtle
  if (!subtle) return 'unable'
  try {
    const key = await subtle.importKey('raw', bytesOf(known.publicKey), { name: 'Ed25519' }, false, [
      'verify',
    ])
    const text = new TextEncoder().encode(payload)
    return (await subtle.verify('Ed25519', key, bytesOf(signature), text)) ? 'good' : 'changed'
  } catch (error) {
    // Browsers before 2025 do not know the algorithm; what is no base64 was changed.
    return error instanceof DOMException && error.name === 'NotSupportedError' ? 'unable' : 'changed'
  }
}

/** What a receipt says; undefined: it has not the form of one. */
export function readReceipt(payload: string): Receipt | undefined {
  try {
    return receiptPayload.parse(JSON.parse(payload))
  } catch {
    return undefined // a file that is something else
  }
}

/** A receipt from a file that was saved here; undefined: it is none. */
export function readSaved(text: string): SignedReceipt | undefined {
  try {
    const { payload, signature, keyId, algorithm } = JSON.parse(text) as Partial<SignedReceipt>
    const texts = [payload, signature, keyId]
    if (texts.some((one) => typeof one !== 'string') || algorithm !== 'Ed25519') return undefined
    return { payload: String(payload), signature: String(signature), keyId: String(keyId), algorithm }
  } catch {
    return undefined
  }
}

/** @throws when it is no base64url */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/')
  return Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
}
