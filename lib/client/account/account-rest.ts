import { api, type Result } from '@/lib/client/api'
import type { Identity } from './identity'
import { announceAccount } from './page-account'
import { ROLES } from '@/lib/domain/accounts'
import { isPermitted } from '@/lib/domain/permissions'

/** What is shown beside the password by an account with a second factor. */
type ShownFactor = { readonly totp: string } | { readonly passkey: object }

/** With what somebody signs in before any second factor. */
export interface SignInClaim {
  readonly email: string
  readonly password: string
  /** Of the tenant that the account is in; empty: the first one. */
  readonly tenantKey?: string | undefined
}

/** Names the tenant, where it is not the first one. */
export const inTenant = (key: string | undefined) =>
  key?.trim() ? { headers: { 'X-Tenant-Key': key.trim() } } : {}

/** Starts the web session of an account with an e-mail address. */
export async function signIn(claim: SignInClaim, factor?: ShownFactor): Promise<Result<Identity>> {
  const { email, password, tenantKey } = claim
  const body = { email, password, ...factor }
  const result = await api.post<Identity>('/api/auth/login', body, inTenant(tenantKey))
  if (result.ok) announceAccount(result.data.userId)
  return result
}

/** Where people who have just signed in go without having come from anywhere: administrators, to the administration. */
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
