import { expect, test } from 'vitest'
import { isServed, toE164 } from './phone'

test.each([
  { typed: '+4915550100', number: '+4915550100' },
  { typed: ' +49 1555 0100 ', number: '+4915550100' },
  { typed: '0049 1555/0100', number: '+4915550100' },
  { typed: '+1 (555) 010-0199', number: '+15550100199' },
  { typed: '+44\u00A020.7946\u20110018', number: '+442079460018' },
  { typed: '+٤٩ ١٥٥٥ ٠١٠٠', number: '+4915550100' },
  { typed: '۰۰۴۹۱۵۵۵۰۱۰۰', number: '+4915550100' },
  { typed: '+९१ ९८७६५ ४३२१०', number: '+919876543210' },
  { typed: '＋４９１５５５０１００', number: '+4915550100' },
  { typed: '\u202A+49\u00A01555\u200E0100\u202C', number: '+4915550100' },
])('$typed is $number', ({ typed, number }) => {
  expect(toE164(typed)).toBe(number)
})

test.each(['', '+', '01555 0100', '+0 1555 0100', '+49 1555', '+49 1555 0100 0100 0100', '+49 1555 CALL'])(
  '"%s" is no number with a country',
  (typed) => {
    expect(toE164(typed)).toBeUndefined()
  },
)

test.each<[string, string[], boolean]>([
  ['+4915550100', [], true],
  ['+4915550100', ['+91', '+44'], false],
  ['+919876543210', ['+91', '+44'], true],
  ['+18685550100', ['+1868'], true],
  ['+12125550100', ['+1868'], false],
  ['+49915550100', ['+91'], false],
])('whether %s is served where %j are: %s', (phone, prefixes, served) => {
  expect(isServed(phone, prefixes)).toBe(served)
})
