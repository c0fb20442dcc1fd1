import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyHistogram, observe, percentile, underOneSecondPercent } from './analytics'

const times = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 200 })
const shares = fc.constantFrom(0.5, 0.95, 0.99)

function histogramOf(values: readonly number[]) {
  const histogram = emptyHistogram()
  for (const value of values) observe(histogram, value)
  return histogram
}

test('a percentile is within one bucket (a twentieth of a power of ten) of the true one', () => {
  fc.assert(
    fc.property(times, shares, (values, share) => {
      const truth = values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0
      const measured = percentile(histogramOf(values), share)
      expect(measured).toBeGreaterThanOrEqual(truth * 0.999 - 0.5)
      expect(measured).toBeLessThanOrEqual(truth * 10 ** 0.05 + 0.5)
    }),
    { numRuns: 1_000 },
  )
})

test('nothing measured is no wait at all', () => {
  expect([percentile(emptyHistogram(), 0.5), underOneSecondPercent(emptyHistogram())]).toEqual([0, 100])
})

test('values beyond the buckets count in the first and the last', () => {
  expect(percentile(histogramOf([0]), 0.5)).toBe(1)
  expect(percentile(histogramOf([10 ** 12]), 0.5)).toBe(10_000_000)
})

test('the share under a second is exact, in per cent with one decimal', () => {
  expect(underOneSecondPercent(histogramOf([1, 999, 1_000]))).toBe(66.7)
  expect(underOneSecondPercent(histogramOf([999]))).toBe(100)
  expect(underOneSecondPercent(histogramOf([1_000]))).toBe(0)
})
