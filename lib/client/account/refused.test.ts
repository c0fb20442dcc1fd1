import { expect, test } from 'vitest'
import { banIn, refusedField, tooFastIn } from './refused'

const refusal = (code: number, more: object = {}) =>
  ({ ok: false, offline: false, code, message: '', description: '', ...more }) as const
const UNTIL = '2027-01-02T03:04:05.000Z'

test.each([
  { result: refusal(1002, { bannedUntil: UNTIL }), ban: { why: 'banned', until: UNTIL } },
  { result: refusal(1009, { bannedUntil: null }), ban: { why: 'banned', until: null } },
  { result: refusal(1002), ban: { why: 'banned', until: undefined } },
  { result: refusal(1003, { retryAfter: 5 }), ban: undefined },
  { result: { ok: false, offline: true } as const, ban: undefined },
  { result: { ok: true, data: {} } as const, ban: undefined },
  { result: undefined, ban: undefined },
])('$result: $ban', ({ result, ban }) => {
  expect(banIn(result)).toEqual(ban)
})

test.each([
  { result: refusal(1003, { retryAfter: 5 }), wait: 5_000 },
  { result: refusal(1003), wait: 60_000 },
  { result: refusal(1002, { retryAfter: 5 }), wait: undefined },
  { result: { ok: false, offline: true } as const, wait: undefined },
])('after $result one waits $wait ms', ({ result, wait }) => {
  expect(tooFastIn(result)).toBe(wait)
})

test.each([
  { result: refusal(9001, { field: 'age' }), field: 'age' },
  { result: refusal(1006, { field: 'termsAccepted' }), field: 'termsAccepted' },
  { result: refusal(9001, { field: 'deviceFingerprint' }), field: undefined },
  { result: refusal(9001), field: undefined },
  { result: refusal(1005, { field: 'age' }), field: undefined },
  { result: { ok: false, offline: true } as const, field: undefined },
  { result: { ok: true, data: {} } as const, field: undefined },
])('$result is shown at $field', ({ result, field }) => {
  expect(refusedField(result, ['age', 'termsAccepted'])).toBe(field)
})
