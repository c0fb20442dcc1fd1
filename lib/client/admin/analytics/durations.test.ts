import { expect, test } from 'vitest'
import { toDuration } from './durations'

test.each([
  [0, { unit: 'milliseconds', value: 0 }],
  [999, { unit: 'milliseconds', value: 999 }],
  [1_000, { unit: 'seconds', value: 1 }],
  [1_250, { unit: 'seconds', value: 1.3 }],
  [59_949, { unit: 'seconds', value: 59.9 }],
  [59_960, { unit: 'minutes', minutes: 1, seconds: 0 }],
  [125_000, { unit: 'minutes', minutes: 2, seconds: 5 }],
])('%i ms', (ms, duration) => {
  expect(toDuration(ms)).toEqual(duration)
})
