import { api, type Result } from '@/lib/client/api'
import type { Identity } from '@/lib/client/identity'
import { tellAccount } from '@/lib/client/page-account'
import { ROLES } from '@/lib/domain/accounts'
import { isPermitted } from '@/lib/domain/permissions'

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
  | 'unexpected'

const PROBLEMS: Readonly<Record<number, AccountProblem>> = {
  1002: 'banned',
  1003: 'tooFast',
  1007: 'emailTaken',
  1008: 'credentials',
  1009: 'banned',
  1012: 'phoneTaken',
  1013: 'emailConfirmed',
  2001: 'signedOut',
  2003: 'signedOut',
}
/** A link that was used or is too old. */
export const INVALID_LINK = 1010

/**
 * What kept a request from succeeding; undefined when nothing did.
 *
 * @param own - codes that mean something else to whoever asks.
 */
export function problemOf(
  result: Result<unknown>,
  own: Readonly<Record<number, AccountProblem>> = {},
): AccountProblem | undefined {
  if (result.ok) return undefined
  return result.offline ? 'offline' : (own[result.code] ?? PROBLEMS[result.code] ?? 'unexpected')
}

/** Starts the web session of an account with an e-mail address. */
export async function signIn(email: string, password: string): Promise<Result<Identity>> {
  const result = await api.post<Identity>('/api/auth/login', { email, password })
  if (result.ok) tellAccount(result.data.userId)
  return result
}

/** Where somebody who has just signed in goes without having come from anywhere: whoever administers, there. */
export async function pageAfterSignIn(): Promise<'/admin' | '/chat'> {
  const profile = await api.get<{ role: string }>('/api/user/profile')
  const role = profile.ok ? ROLES.find((one) => one === profile.data.role) : undefined
  return role && isPermitted(role, 'admin.area') ? '/admin' : '/chat'
}

/** Asks for a link; the answer is the same whether the address is known or not. */
export const forgotPassword = (email: string) => api.post<undefined>('/api/auth/forgot-password', { email })

/** Whether a link for a new password is still good. */
export const checkResetLink = (token: string) =>
  api.post<{ valid: true }>('/api/auth/validate-reset-token', { token })

/** Spends the link. */
export const resetPassword = (token: string, password: string) =>
  api.post<object>('/api/auth/reset-password', { token, password })

/** Spends the link that was mailed to an address. */
export const verifyEmail = (token: string) => api.post<{ email: string }>('/api/auth/verify-email', { token })

/** What a mailed link carries behind `#`, where no server or proxy logs it. */
export function tokenInAddress(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? ''
}
