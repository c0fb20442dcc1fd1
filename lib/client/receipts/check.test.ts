import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { checkReceipt, readReceipt, readSaved } from './check'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const keys = [
  {
    keyId: 'ours',
    algorithm: 'Ed25519' as const,
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    createdAt: '2026-11-30T00:00:00.000Z',
  },
]
const at = '2026-11-30T00:00:00.000Z'
const receipt = {
  version: 1,
  issuer: 'https://chat.example.org',
  issuedAt: at,
  account: 'ann',
  session: { id: 'one', chatType: 'text', startedAt: at, endedAt: at },
  entries: [{ what: 'session', state: 'kept', why: 'history', until: at, details: { messagesSent: 1 } }],
}
const payload = JSON.stringify(receipt)
const signature = sign(null, Buffer.from(payload), privateKey).toString('base64url')
const signed = { payload, signature, keyId: 'ours', algorithm: 'Ed25519' as const }

test.each([
  { what: 'as it was signed', given: signed, verdict: 'good' },
  {
    what: 'with a letter changed',
    given: { ...signed, payload: payload.replace('ann', 'bob') },
    verdict: 'changed',
  },
  { what: 'with another signature', given: { ...signed, signature: 'AAAA' }, verdict: 'changed' },
  { what: 'with a signature that is none', given: { ...signed, signature: '?' }, verdict: 'changed' },
  { what: 'by a key of another server', given: { ...signed, keyId: 'theirs' }, verdict: 'foreign' },
])('a receipt $what is $verdict', async ({ given, verdict }) => {
  expect(await checkReceipt(given, keys)).toBe(verdict)
})

test('a saved receipt is read again as it was, and anything else is none', () => {
  expect(readSaved(JSON.stringify(signed, null, 2))).toEqual(signed)
  expect(readReceipt(payload)).toEqual(receipt)
  for (const other of ['', '{}', 'null', '[1]', '{"payload":1}']) expect(readSaved(other)).toBeUndefined()
  for (const other of ['', '{}', '{"version":2}']) expect(readReceipt(other)).toBeUndefined()
})
