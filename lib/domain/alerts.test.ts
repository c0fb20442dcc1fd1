import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  ALERT_KINDS,
  ALERT_RULES,
  type AlertState,
  HOLD_MS,
  type Measured,
  QUIET,
  stepAlert,
  thresholdProblem,
} from './alerts'

const threshold = { isOn: true, raise: 10, clear: 5 }
const many = (value: number): Measured => ({ value, count: 100 })

/** Measurements one minute apart. @returns what changed at each */
function run(values: readonly (Measured | undefined)[], how = threshold) {
  let state: AlertState = QUIET
  return values.map((measured, minute) => {
    const step = stepAlert(state, measured, 'failed-calls', how, minute * HOLD_MS)
    state = step.state
    return step.change
  })
}

test('a value that stays over its threshold for the hold raises one alert, and one that stays under clears it', () => {
  expect(run([many(1), many(10), many(12), many(11), many(4), many(5), many(5)])).toEqual([
    null,
    null,
    'raised',
    null,
    null,
    'cleared',
    null,
  ])
})

test('one measurement over the threshold tells nothing', () => {
  expect(run([many(99), many(1), many(99), many(1)]).every((change) => change === null)).toBe(true)
})

test('a value that swings between the two thresholds changes nothing', () => {
  expect(run([many(10), many(10), many(9), many(6), many(9), many(6)])).toEqual([
    null,
    'raised',
    null,
    null,
    null,
    null,
  ])
})

test('too few measurements raise nothing, and clear what they were about', () => {
  const few = { value: 100, count: 3 }
  expect(run([few, few, few])).toEqual([null, null, null])
  expect(run([many(50), many(50), few, few])).toEqual([null, 'raised', null, 'cleared'])
})

test('what is not known changes nothing', () => {
  expect(run([many(50), undefined, many(50), undefined, undefined])).toEqual([
    null,
    null,
    'raised',
    null,
    null,
  ])
})

test('a threshold that is switched off clears at once', () => {
  const { state } = stepAlert({ isRaised: true, crossedAt: null }, many(50), 'errors', threshold, 0)
  expect(stepAlert(state, many(50), 'errors', { ...threshold, isOn: false }, 0)).toEqual({
    state: QUIET,
    change: 'cleared',
  })
})

test('raising and clearing alternate, and are at least the hold apart, whatever is measured', () => {
  const values = fc.array(fc.option(fc.nat(20), { nil: undefined }), { maxLength: 60 })
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: HOLD_MS }), (measured, everyMs) => {
      let state: AlertState = QUIET
      const told: { change: string; at: number }[] = []
      measured.forEach((value, index) => {
        const at = index * everyMs
        const step = stepAlert(
          state,
          value === undefined ? undefined : many(value),
          'failed-calls',
          threshold,
          at,
        )
        state = step.state
        if (step.change) told.push({ change: step.change, at })
      })
      told.forEach(({ change, at }, index) => {
        expect(change).toBe(index % 2 === 0 ? 'raised' : 'cleared')
        expect(at - (told[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(HOLD_MS)
      })
    }),
  )
})

test('the usual thresholds are within their own bounds', () => {
  for (const kind of ALERT_KINDS) expect(thresholdProblem(kind, ALERT_RULES[kind].usual)).toBeUndefined()
})

test.each([
  { raise: 0, clear: 0 },
  { raise: 101, clear: 5 },
  { raise: 10, clear: 10 },
  { raise: 10, clear: -1 },
])('a threshold of $raise and $clear per cent cannot be set', (wanted) => {
  expect(thresholdProblem('failed-calls', { isOn: true, ...wanted })).toEqual(expect.any(String))
})
