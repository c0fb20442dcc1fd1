import { expect, test } from 'vitest'
import { unitOf } from './seconds-words'

test.each([
  { seconds: 0, unit: 'seconds', value: 0 },
  { seconds: 59, unit: 'seconds', value: 59 },
  { seconds: 90, unit: 'minutes', value: 1.5 },
  { seconds: 3_600, unit: 'hours', value: 1 },
  { seconds: 86_400 * 2.5, unit: 'days', value: 2.5 },
])('$seconds seconds are $value $unit', ({ seconds, ...words }) => {
  expect(unitOf(seconds)).toEqual(words)
})
