import { expect, test } from 'vitest'
import { neighboursOf } from './neighbours'

test.each([
  { current: 'a', previous: undefined, next: 'b' },
  { current: 'b', previous: 'a', next: 'c' },
  { current: 'c', previous: 'b', next: undefined },
  { current: 'decided', previous: undefined, next: 'a' },
  { current: undefined, previous: undefined, next: 'a' },
])('beside $current stand $previous and $next', ({ current, ...beside }) => {
  expect(neighboursOf(['a', 'b', 'c'], current)).toEqual(beside)
})

test('an empty queue has no neighbours', () => {
  expect(neighboursOf([], 'a')).toEqual({ previous: undefined, next: undefined })
})
