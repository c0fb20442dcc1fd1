import fc from 'fast-check'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { stepAt, TOTP_PERIOD_MS, typedCode } from '@/lib/domain/second-factor'
import { createFactorCodes } from './factor-codes'

const codes = createFactorCodes('the secret of one server, for tests')
const codeAt = (secret: string, timestamp: number) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp })

/** RFC 6238, appendix B, SHA-1; the last six of its eight digits. */
const RFC_SECRET = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer }).base32
test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code of the standard at %d s is good', (seconds, code) => {
  const now = seconds * 1_000
  expect(codes.stepOf(RFC_SECRET, code, now)).toBe(stepAt(now))
})

test('a code is good one step before and after its own, names its step, and is wrong everywhere else', () => {
  const moment = fc.integer({ min: 10 * TOTP_PERIOD_MS, max: 4_102_444_800_000 })
  const offset = fc.integer({ min: -5 * TOTP_PERIOD_MS, max: 5 * TOTP_PERIOD_MS })
  fc.assert(
    fc.property(moment, offset, (now, shift) => {
      const secret = codes.newSecret()
      const code = codeAt(secret, now + shift)
      const distance = Math.abs(stepAt(now + shift) - stepAt(now))
      const near = [-1, 0, 1].map((steps) => codeAt(secret, now + steps * TOTP_PERIOD_MS))
      // Two steps share a code once in a million.
      fc.pre(distance <= 1 || !near.includes(code))
      fc.pre(new Set(near).size === 3)
      expect(codes.stepOf(secret, code, now)).toBe(distance <= 1 ? stepAt(now + shift) : undefined)
    }),
    { numRuns: 200 },
  )
})

test.each(['', '12345', '1234567', 'abcdef', '12345a'])('%j is never good', (wrong) => {
  expect(codes.stepOf(codes.newSecret(), wrong, 1_000_000_000)).toBeUndefined()
})

test('what an app scans names the product, the account and the secret', () => {
  const uri = new URL(codes.uriOf('JBSWY3DPEHPK3PXP', 'ann@example.org'))
  expect([uri.protocol, uri.host, decodeURIComponent(uri.pathname)]).toEqual([
    'otpauth:',
    'totp',
    '/Omegoo:ann@example.org',
  ])
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'Omegoo', secret: 'JBSWY3DPEHPK3PXP' })
})

test('a sealed secret is opened for its account, by its server, unchanged, and by nothing else', () => {
  const secret = codes.newSecret()
  const sealed = codes.seal('ann', secret)
  expect(sealed).not.toContain(secret)
  expect(codes.seal('ann', secret)).not.toBe(sealed)
  expect(codes.open('ann', sealed)).toBe(secret)
  expect(() => codes.open('bob', sealed)).toThrow()
  expect(() => createFactorCodes('the secret of another server').open('ann', sealed)).toThrow()
  const bytes = Buffer.from(sealed, 'base64url')
  bytes.writeUInt8((bytes.at(-1) ?? 0) ^ 1, bytes.length - 1)
  expect(() => codes.open('ann', bytes.toString('base64url'))).toThrow()
})

test('recovery codes differ, and are read as they are made', () => {
  const made = Array.from({ length: 50 }, codes.newRecoveryCode)
  expect(new Set(made).size).toBe(50)
  for (const code of made) expect(typedCode(code)?.code).toBe(code)
})
