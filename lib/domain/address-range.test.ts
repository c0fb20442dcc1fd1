import { expect, test } from 'vitest'
import { rangeOf } from './address-range'

test.each([
  ['203.0.113.7', '203.0.113.0/24'],
  ['203.0.113.255', '203.0.113.0/24'],
  ['2001:db8:1:2:0:0:0:0/64', '2001:db8:1::/48'],
  ['2001:db8:1:ffff:0:0:0:0/64', '2001:db8:1::/48'],
  ['2001:db8:2:2:0:0:0:0/64', '2001:db8:2::/48'],
  ['unknown', 'unknown'],
])('%s is of %s', (address, range) => {
  expect(rangeOf(address)).toBe(range)
})
