import { expect, test } from 'vitest'
import { policyFrom, policyProblem, POLICY_BOUNDS, USUAL_POLICY } from './matching-policy'

test('the usual policy can be set', () => {
  expect(policyProblem(USUAL_POLICY)).toBeUndefined()
})

test.each([
  { delayMs: POLICY_BOUNDS.delayMs.min - 1, patienceMs: 600 },
  { delayMs: POLICY_BOUNDS.delayMs.max + 1, patienceMs: 600 },
  { delayMs: 150, patienceMs: -1 },
  { delayMs: 150, patienceMs: POLICY_BOUNDS.patienceMs.max + 1 },
  { delayMs: 150.5, patienceMs: 600 },
])('%o cannot be set', (policy) => {
  expect(policyProblem(policy)).toEqual(expect.any(String))
})

test.each([undefined, null, {}, { delayMs: 5, patienceMs: 600 }, 'fast'])(
  'what is stored as %o counts as nothing set',
  (stored) => {
    expect(policyFrom(stored)).toEqual(USUAL_POLICY)
  },
)

test('what was set is read again', () => {
  expect(policyFrom({ delayMs: 100, patienceMs: 2_000 })).toEqual({ delayMs: 100, patienceMs: 2_000 })
})
