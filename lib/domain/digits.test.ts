import { expect, test } from 'vitest'
import { asciiDigits } from './digits'

test.each([
  { typed: '0123456789', digits: '0123456789' },
  { typed: '٠١٢٣٤٥٦٧٨٩', digits: '0123456789' },
  { typed: '۰۱۲۳۴۵۶۷۸۹', digits: '0123456789' },
  { typed: '०१२३४५६७८९', digits: '0123456789' },
  { typed: '０１２３４５６７８９', digits: '0123456789' },
  { typed: '০১২৩৪৫৬৭৮৯', digits: '0123456789' },
  { typed: '+٤٩ ۱۵ (५५) ００', digits: '+49 15 (55) 00' },
  { typed: '½ ² ① Ⅳ 一 tú ३a', digits: '½ ² ① Ⅳ 一 tú 3a' },
  { typed: '', digits: '' },
])('$typed is $digits', ({ typed, digits }) => {
  expect(asciiDigits(typed)).toBe(digits)
})
