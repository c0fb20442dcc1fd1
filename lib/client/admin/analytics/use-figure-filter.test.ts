import { expect, test } from 'vitest'

import { carriedFilter, withFilter } from './use-figure-filter'

test('another filter leaves the rest of an address alone', () => {
  const before = new URLSearchParams('by=medium&days=7&country=DE&compare=none')
  const filter = { start: '2026-03-01', end: '2026-03-02', compare: true, only: { gender: 'female' } }
  expect(withFilter(before, filter).toString()).toBe(
    'by=medium&start=2026-03-01&end=2026-03-02&gender=female',
  )
})

test('days and what narrows them go along to another page, and nothing else of an address', () => {
  const params = new URLSearchParams('by=medium&start=2026-03-01&end=2026-03-01&country=DE&status=paid')
  expect(carriedFilter(params)).toBe('?start=2026-03-01&end=2026-03-01&country=DE')
  expect(carriedFilter(new URLSearchParams('by=medium'))).toBe('')
})
