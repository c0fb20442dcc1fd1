import type { User } from './accounts'
import type { Millis } from './ids'

/** What a provider found: 18 or older, younger, or that it cannot tell. */
export const AGE_RESULTS = ['adult', 'minor', 'unclear'] as const
export type AgeResult = (typeof AGE_RESULTS)[number]

/**
 * Where somebody stands: `declared` is all that is asked for here; otherwise a provider has yet to be asked (`wanted`), has been asked
 * (`pending`), or has answered.
 */
export type AgeState = 'declared' | 'wanted' | 'pending' | AgeResult

/** How old a webhook's signature may be: clocks of two machines differ, and a copied one is no good for long. */
export const WEBHOOK_TOLERANCE_MS: Millis = 5 * 60_000

/** Whether somebody may not meet strangers before a provider has said that they are grown up. */
export function mustAssureAge({ isAgeAssured }: Pick<User, 'isAgeAssured'>, hasProvider: boolean): boolean {
  return hasProvider && !isAgeAssured
}
