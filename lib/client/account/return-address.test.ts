import { expect, test } from 'vitest'
import { gateAddress, safeReturn, signInAddress } from './return-address'

test.each(['/admin', '/admin/reports?status=pending', '/settings', '/settings#email'])(
  '%s is a page to come back to',
  (page) => {
    expect(safeReturn(page)).toBe(page)
    for (const address of [signInAddress(page), gateAddress(page)])
      expect(safeReturn(new URL(address, 'https://x.test').searchParams.get('next'))).toBe(page)
  },
)

test.each([
  null,
  undefined,
  '',
  'admin',
  'https://other.test/',
  '//other.test/',
  '/\\other.test/',
  '/\t/other.test',
  '/..//other.test',
  'javascript:alert(1)',
])('%j leads nowhere', (wanted) => {
  expect(safeReturn(wanted)).toBeUndefined()
})
