import { expect, test } from 'vitest'
import { safeReturn, signInAddress } from './return-address'

test.each(['/admin', '/admin/reports?status=pending', '/settings'])(
  '%s is a page to come back to',
  (page) => {
    expect(safeReturn(page)).toBe(page)
    expect(safeReturn(new URL(signInAddress(page), 'https://x.test').searchParams.get('next'))).toBe(page)
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
