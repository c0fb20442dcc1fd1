import { expect, test } from 'vitest'
import { cutUnfinished, lineOf, openPart } from './unfinished'

const rows = [10, 12, 3, 0].map((now, at) => ({ at, values: { now, before: 9 } }))
const values = (openFrom: number, key: string) =>
  cutUnfinished(rows, openFrom, ['now']).map((row) => row.values[key] ?? null)

test('a day that is not over is its own part, which hangs on the last whole day; the future has no value', () => {
  expect(values(2, 'now')).toEqual([10, 12, null, null])
  expect(values(2, openPart('now'))).toEqual([null, 12, 3, null])
})

test('a line that is not cut stays whole', () => {
  expect(values(2, 'before')).toEqual([9, 9, 9, 9])
})

test('where everything is over, nothing is cut', () => {
  expect(cutUnfinished(rows, 9, ['now'])).toBe(rows)
})

test('a part knows its line', () => {
  expect([lineOf(openPart('now')), lineOf('now')]).toEqual(['now', 'now'])
})
