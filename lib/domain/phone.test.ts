import { expect, test } from 'vitest'
import { toE164 } from './phone'

test.each([
  { typed: '+4915550100', number: '+4915550100' },
  { typed: ' +49 1555 0100 ', number: '+4915550100' },
  { typed: '0049 1555/0100', number: '+4915550100' },
  { typed: '+1 (555) 010-0199', number: '+15550100199' },
  { typed: '+44\u00A020.7946\u20110018', number: '+442079460018' },
])('$typed is $number', ({ typed, number }) => {
  expect(toE164(typed)).toBe(number)
})

test.each(['', '+', '01555 0100', '+0 1555 0100', '+49 1555', '+49 1555 0100 0100 0100', '+49 1555 CALL'])(
  '"%s" is no number with a country',
  (typed) => {
    expect(toE164(typed)).toBeUndefined()
  },
)
