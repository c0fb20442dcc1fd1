import type { z } from 'zod'

import { inTenant, type SignInClaim } from './account-rest'
import { askForPasskey, makePasskey } from './passkeys'
import { api, type Result } from '@/lib/client/api'
import type { secondFactorRest } from '@/lib/contracts/omegoo/second-factor-rest'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

/** What one signs in with beside a password. */
export type SecondFactor = DataOf<typeof secondFactorRest.secondFactor>
export type Passkey = SecondFactor['passkeys'][number]
export type BegunTotp = DataOf<typeof secondFactorRest.beginTotp>
/** Empty: those made before stay good. */
type RecoveryCodes = DataOf<typeof secondFactorRest.confirmTotp>

const PATH = '/api/user/second-factor'
type Options = { options: Record<string, unknown> }

/** What is shown again before a change: the password of an account that has one, and the second factor of one that has that. */
export interface Confirmation {
  readonly currentPassword?: string
  /** A code of the app, or a recovery code. */
  readonly totp?: string
  readonly passkey?: object
}

/** What the settings ask of the server about one's second factor. */
export const secondFactor = {
  state: () => api.get<SecondFactor>(PATH),
  beginTotp: (shown: Confirmation) => api.post<BegunTotp>(`${PATH}/totp`, shown),
  confirmTotp: (code: string) => api.post<RecoveryCodes>(`${PATH}/totp/confirm`, { code }),
  dropTotp: (shown: Confirmation) => api.delete<object>(`${PATH}/totp`, shown),
  renewRecoveryCodes: (shown: Confirmation) => api.post<RecoveryCodes>(`${PATH}/recovery-codes`, shown),
  dropPasskey: (id: string, shown: Confirmation) =>
    api.delete<object>(`${PATH}/passkeys/${encodeURIComponent(id)}`, shown),

  /** Asks the browser for a passkey that the account has, for a change. */
  async showPasskey(): Promise<Result<object>> {
    const begun = await api.post<Options>(`${PATH}/passkey-options`, {})
    return begun.ok ? askForPasskey(begun.data) : begun
  },

  /** Has the browser make one, and keeps it. */
  async addPasskey(name: string, shown: Confirmation): Promise<Result<RecoveryCodes>> {
    const begun = await api.post<Options>(`${PATH}/passkeys/options`, shown)
    if (!begun.ok) return begun
    const made = await makePasskey(begun.data)
    return made.ok ? api.post<RecoveryCodes>(`${PATH}/passkeys`, { name, passkey: made.data }) : made
  },
}

/** Asks the browser for a passkey of the account that shows this password. */
export async function passkeyFor({ email, password, tenantKey }: SignInClaim): Promise<Result<object>> {
  const begun = await api.post<Options>('/api/auth/passkey-options', { email, password }, inTenant(tenantKey))
  return begun.ok ? askForPasskey(begun.data) : begun
}
