import { expect, test } from 'vitest'
import { timeOf } from './use-elapsed'

test.each([
  { ms: -5, shown: '0:00' },
  { ms: 7_900, shown: '0:07' },
  { ms: 187_000, shown: '3:07' },
  { ms: 3_765_000, shown: '1:02:45' },
])('$ms ms are $shown', ({ ms, shown }) => {
  expect(timeOf(ms)).toBe(shown)
})
