import { MATCHING_DELAY_MS, type MatchingPolicy, PATIENCE_MS } from './matching'

export const USUAL_POLICY: MatchingPolicy = { delayMs: MATCHING_DELAY_MS, patienceMs: PATIENCE_MS }

/** What can be set, ms. @see contracts, section 4 "The matching delay is 100 to 300 ms" */
export const POLICY_BOUNDS = {
  delayMs: { min: 100, max: 300 },
  patienceMs: { min: 0, max: 15_000 },
} as const

const NAMES = ['delayMs', 'patienceMs'] as const

/** Why a policy cannot be set; undefined: it can. */
export function policyProblem(policy: MatchingPolicy): string | undefined {
  const wrong = NAMES.find((name) => {
    const { min, max } = POLICY_BOUNDS[name]
    return !Number.isInteger(policy[name]) || policy[name] < min || policy[name] > max
  })
  if (!wrong) return undefined
  const { min, max } = POLICY_BOUNDS[wrong]
  return `${wrong} must be a whole number from ${min} to ${max}`
}

/** What was set, if it can still be so, else the usual. @param stored - as it was written */
export function policyFrom(stored: unknown): MatchingPolicy {
  const { delayMs, patienceMs } = (stored ?? {}) as Partial<Record<keyof MatchingPolicy, unknown>>
  const policy = { delayMs: Number(delayMs), patienceMs: Number(patienceMs) }
  return policyProblem(policy) === undefined ? policy : USUAL_POLICY
}
