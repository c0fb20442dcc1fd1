import { expect, test } from 'vitest'
import { DomainError, ERRORS, isDomainError } from './errors'

test('no two refusals share a code', () => {
  const codes = Object.values(ERRORS).map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
})

test.each([
  ['INVALID_AGE', 1001],
  ['DEVICE_BANNED', 1002],
  ['RATE_LIMIT_EXCEEDED', 1003],
  ['WEAK_DEVICE_ID', 1004],
  ['DEVICE_REGISTERED', 1005],
  ['INVALID_TOKEN', 2001],
  ['INSUFFICIENT_TIER', 2002],
  ['NO_MATCH_FOUND', 3001],
  ['SESSION_NOT_FOUND', 3002],
  ['PAYMENT_FAILED', 4001],
  ['CONTENT_VIOLATION', 5001],
] as const)('%s has the documented code %i', (name, code) => {
  expect(ERRORS[name].code).toBe(code)
})

test('a refusal is recognised by its code, also from another copy of the class', () => {
  expect(isDomainError(new DomainError('NOT_FOUND'))).toBe(true)
  expect(isDomainError({ domainError: true, reason: 'NOT_FOUND' })).toBe(true)
  for (const other of [new Error('NOT_FOUND'), null, undefined, 'NOT_FOUND', { domainError: 'yes' }])
    expect(isDomainError(other)).toBe(false)
})
