import { expect, test } from 'vitest'

import { isPossible, readDayRange, withDayRange } from './day-range'

const NOW = Date.parse('2026-11-21T23:30:00Z')
const usual = { window: { from: '2026-10-25', to: '2026-11-21' }, length: 28, compare: true }

test.each([
  { query: '', range: usual },
  { query: 'days=7', range: { ...usual, window: { from: '2026-11-15', to: '2026-11-21' }, length: 7 } },
  { query: 'days=8', range: usual },
  { query: 'compare=0', range: { ...usual, compare: false } },
  {
    query: 'from=2026-03-01&to=2026-03-02',
    range: { window: { from: '2026-03-01', to: '2026-03-02' }, length: null, compare: true },
  },
  { query: 'from=2026-03-02&to=2026-03-01', range: usual },
  { query: 'from=2026-02-30&to=2026-03-01', range: usual },
  { query: 'from=2026-03-01', range: usual },
])('the address ?$query means $range', ({ query, range }) => {
  expect(readDayRange(new URLSearchParams(query), NOW)).toEqual(range)
})

test.each(['', 'days=90', 'from=2026-03-01&to=2026-03-02', 'days=7&compare=0'])(
  'the range of ?%s makes that address again, and leaves the rest of it alone',
  (query) => {
    const before = new URLSearchParams(`by=medium&${query}`)
    const after = withDayRange(before, readDayRange(before, NOW))
    expect(Object.fromEntries(after)).toEqual(Object.fromEntries(before))
  },
)

test.each([
  { from: '2028-01-01', to: '2028-12-31', possible: true },
  { from: '2027-12-31', to: '2028-12-31', possible: false },
  { from: '1999-12-31', to: '2000-01-01', possible: false },
  { from: '', to: '', possible: false },
])('$from to $to is possible: $possible', ({ possible, ...window }) => {
  expect(isPossible(window)).toBe(possible)
})
