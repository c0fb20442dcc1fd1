import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECOVERY_ALPHABET, RECOVERY_LENGTH, shownRecoveryCode, stepAt, typedCode } from './second-factor'

test.each([
  { typed: '123456', read: { kind: 'totp', code: '123456' } },
  { typed: ' 123 456 ', read: { kind: 'totp', code: '123456' } },
  { typed: '١٢٣٤٥٦', read: { kind: 'totp', code: '123456' } },
  { typed: '7zq4m-oc9tx', read: { kind: 'recovery', code: '7ZQ4M0C9TX' } },
  { typed: 'ilo11 01234', read: { kind: 'recovery', code: '1101101234' } },
  { typed: '12345', read: undefined },
  { typed: '1234567', read: undefined },
  { typed: '7ZQ4M-0C9TU', read: undefined },
  { typed: '', read: undefined },
])('$typed is read as $read', ({ typed, read }) => {
  expect(typedCode(typed)).toEqual(read)
})

test('a recovery code is read from how it is shown, in either case', () => {
  const letters = fc.array(fc.constantFrom(...RECOVERY_ALPHABET.split('')), {
    minLength: RECOVERY_LENGTH,
    maxLength: RECOVERY_LENGTH,
  })
  fc.assert(
    fc.property(letters, fc.boolean(), (all, isLower) => {
      const code = all.join('')
      const shown = shownRecoveryCode(code)
      expect(typedCode(isLower ? shown.toLowerCase() : shown)).toEqual({ kind: 'recovery', code })
    }),
  )
})

test('a step lasts thirty seconds', () => {
  expect([0, 29_999, 30_000, 1_111_111_109_000].map(stepAt)).toEqual([0, 0, 1, 37_037_036])
})
