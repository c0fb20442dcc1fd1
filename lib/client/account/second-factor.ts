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
/** Of an account that has a password. */
const again = (currentPassword: string | undefined) =>
  currentPassword === undefined ? {} : { currentPassword }

/** What the settings ask of the server about one's second factor. */
export const secondFactor = {
  state: () => api.get<SecondFactor>(PATH),
  beginTotp: (password?: string) => api.post<BegunTotp>(`${PATH}/totp`, again(password)),
  confirmTotp: (code: string) => api.post<RecoveryCodes>(`${PATH}/totp/confirm`, { code }),
  dropTotp: (password?: string) => api.delete<object>(`${PATH}/totp`, again(password)),
  renewRecoveryCodes: (password?: string) =>
    api.post<RecoveryCodes>(`${PATH}/recovery-codes`, again(password)),
  dropPasskey: (id: string, password?: string) =>
    api.delete<object>(`${PATH}/passkeys/${encodeURIComponent(id)}`, again(password)),

  /** Has the browser make one, and keeps it. */
  async addPasskey(name: string, password?: string): Promise<Result<RecoveryCodes>> {
    const begun = await api.post<{ options: Record<string, unknown> }>(
      `${PATH}/passkeys/options`,
      again(password),
    )
    if (!begun.ok) return begun
    const made = await makePasskey(begun.data)
    return made.ok ? api.post<RecoveryCodes>(`${PATH}/passkeys`, { name, passkey: made.data }) : made
  },
}

/** Asks the browser for a passkey of the account that shows this password. */
export async function passkeyFor({ email, password, tenantKey }: SignInClaim): Promise<Result<object>> {
  const begun = await api.post<{ options: Record<string, unknown> }>(
    '/api/auth/passkey-options',
    { email, password },
    inTenant(tenantKey),
  )
  return begun.ok ? askForPasskey(begun.data) : begun
}
