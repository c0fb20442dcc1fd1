import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyHistogram, observe } from './analytics'
import {
  addCounters,
  count,
  countedBetween,
  histogramOf,
  kindsOf,
  lastBefore,
  measure,
  type Counters,
} from './counters'

const all = fc.dictionary(
  fc.constantFrom('messages', 'causes:left', 'waits:43'),
  fc.integer({ min: 1, max: 99 }),
)
const times = fc.array(fc.integer({ min: 1, max: 10_000_000 }), { maxLength: 100 })

test.each<{ name: string; all: Counters[]; sum: Counters }>([
  { name: 'nothing', all: [], sum: {} },
  { name: 'one', all: [{ messages: 2 }], sum: { messages: 2 } },
  {
    name: 'different names',
    all: [{ messages: 2 }, { 'causes:left': 1 }],
    sum: { messages: 2, 'causes:left': 1 },
  },
  { name: 'the same name', all: [{ messages: 2 }, { messages: 3 }, {}], sum: { messages: 5 } },
])('$name added up', ({ all: given, sum }) => {
  expect(addCounters(...given)).toEqual(sum)
})

test('earlier counts and those since add up to the whole', () => {
  fc.assert(
    fc.property(all, all, (before, added) => {
      expect(countedBetween(before, addCounters(before, added))).toEqual(added)
    }),
  )
})

test('kinds are those of their name alone', () => {
  const counters: Record<string, number> = {}
  for (const name of ['causes:left', 'causes:left', 'causes:timeout', 'text.causes:left', 'errors:a: b'])
    count(counters, name)
  expect(kindsOf(counters, 'causes')).toEqual({ left: 2, timeout: 1 })
  expect(kindsOf(counters, 'errors')).toEqual({ 'a: b': 1 })
})

test('measurements of two processes add up to those of one that measured everything', () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      const [one, other, whole] = [{}, {}, emptyHistogram()]
      for (const value of a) measure(one, 'waits', value)
      for (const value of b) measure(other, 'waits', value)
      for (const value of [...a, ...b]) observe(whole, value)
      expect(histogramOf(addCounters(one, other), 'waits')).toEqual(whole)
    }),
  )
})

test.each([
  { at: 5, found: 10 },
  { at: 10, found: 10 },
  { at: 19, found: 10 },
  { at: 20, found: 20 },
  { at: 99, found: 30 },
])('the last before $at is that of $found', ({ at, found }) => {
  const counted = [10, 20, 30].map((time) => ({ at: time, counters: {} }))
  expect(lastBefore(counted, at)?.at).toBe(found)
  expect(lastBefore([], at)).toBeUndefined()
})
