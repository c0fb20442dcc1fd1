import type { Result } from '@/lib/client/api'

/** Why an account's form did not get through; each has words of its own. */
export type AccountProblem =
  | 'offline'
  | 'tooFast'
  | 'credentials'
  | 'wrongPassword'
  | 'banned'
  | 'emailTaken'
  | 'emailConfirmed'
  | 'phoneTaken'
  | 'signedOut'
  | 'passkey'
  | 'factorSet'
  | 'factorMissing'
  | 'tenantKey'
  | 'unexpected'

const PROBLEMS: Readonly<Record<number, AccountProblem>> = {
  1002: 'banned',
  1003: 'tooFast',
  1007: 'emailTaken',
  1008: 'credentials',
  1009: 'banned',
  1012: 'phoneTaken',
  1013: 'emailConfirmed',
  1015: 'factorMissing',
  1017: 'factorSet',
  1019: 'passkey',
  2008: 'tenantKey',
  2001: 'signedOut',
  2003: 'signedOut',
}
/** A link that was used or is too old. */
export const INVALID_LINK = 1010

/**
 * What kept a request from succeeding; undefined when nothing did.
 *
 * @param own - codes that mean something else to the caller.
 */
export function problemOf(
  result: Result<unknown>,
  own: Readonly<Record<number, AccountProblem>> = {},
): AccountProblem | undefined {
  if (result.ok) return undefined
  return result.offline ? 'offline' : (own[result.code] ?? PROBLEMS[result.code] ?? 'unexpected')
}
