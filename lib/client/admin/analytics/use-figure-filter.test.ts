import { expect, test } from 'vitest'

import { withFilter } from './use-figure-filter'

test('another filter leaves the rest of an address alone', () => {
  const before = new URLSearchParams('by=medium&days=7&country=DE&compare=none')
  const filter = { start: '2026-03-01', end: '2026-03-02', compare: true, only: { gender: 'female' } }
  expect(withFilter(before, filter).toString()).toBe(
    'by=medium&start=2026-03-01&end=2026-03-02&gender=female',
  )
})
