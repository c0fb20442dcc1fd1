import type { z } from 'zod'

import { api, type Result } from '@/lib/client/api'
import type { accountRest } from '@/lib/contracts/omegoo/account-rest'
import type { moderationRest } from '@/lib/contracts/omegoo/moderation-rest'
import type { ownAccountRest } from '@/lib/contracts/omegoo/own-account-rest'
import type { proofRest } from '@/lib/contracts/omegoo/proof-rest'
import { provedTier } from '@/lib/domain/proofs'

type DataOf<Row extends { readonly response: z.ZodType }> =
  z.output<Row['response']> extends { data: infer Data } ? Data : never

/** One's own account, as the server answers it. */
export type Profile = DataOf<typeof accountRest.profile>
export type Login = DataOf<typeof ownAccountRest.logins>['sessions'][number]
export type Block = DataOf<typeof moderationRest.blocks>['blocks'][number]
export type SentCode = DataOf<typeof proofRest.requestOtp>

type Export = DataOf<typeof ownAccountRest.exportData>

/** The account, with the tier claimed that was proved elsewhere meanwhile, for example by a link in a mail. */
async function profile(): Promise<Result<Profile>> {
  const result = await api.get<Profile>('/api/user/profile')
  if (!result.ok || provedTier(result.data) <= result.data.tier) return result
  const taken = await api.put<{ tier: number }>('/api/user/tier', { tier: provedTier(result.data) })
  return taken.ok ? { ok: true, data: { ...result.data, tier: taken.data.tier } } : result
}

/** What the screens of one's own account ask of the server. Refusals are results, never exceptions. */
export const ownAccount = {
  profile,
  /** Null removes the name. */
  rename: (displayName: string | null) => api.put<Profile>('/api/user/profile', { displayName }),

  addEmail: (email: string, password: string) => api.post<object>('/api/user/upgrade', { email, password }),
  /** Of an account that has one; the password stays. */
  changeEmail: (email: string, currentPassword: string) =>
    api.post<object>('/api/user/upgrade', { email, password: currentPassword, currentPassword }),
  mailLinkAgain: () => api.post<object>('/api/user/resend-verification'),
  changePassword: (currentPassword: string, newPassword: string) =>
    api.put<object>('/api/user/password', { currentPassword, newPassword }),

  /** `phone` is E.164. */
  sendCode: (phone: string) => api.post<SentCode>('/api/auth/request-otp', { phone }),
  verifyCode: (phone: string, otp: string) => api.post<object>('/api/auth/verify-otp', { phone, otp }),

  logins: () => listIn(api.get<{ sessions: Login[] }>('/api/auth/sessions'), 'sessions'),
  endLogin: (id: string) => api.delete<object>(`/api/auth/sessions/${encodeURIComponent(id)}`),
  endOtherLogins: () => api.delete<object>('/api/auth/sessions'),
  logOut: () => api.post<object>('/api/auth/logout'),

  blocks: () => listIn(api.get<{ blocks: Block[] }>('/api/moderation/blocks'), 'blocks'),
  unblock: (blockId: string) => api.delete<object>(`/api/moderation/block/${encodeURIComponent(blockId)}`),

  export: () => api.get<Export>('/api/user/export'),
  /** @param currentPassword - of an account that has one. */
  erase: (currentPassword?: string) =>
    api.delete<object>('/api/user', currentPassword === undefined ? undefined : { currentPassword }),
}

async function listIn<Name extends string, Item>(
  answer: Promise<Result<Record<Name, readonly Item[]>>>,
  name: Name,
): Promise<Result<readonly Item[]>> {
  const result = await answer
  return result.ok ? { ok: true, data: result.data[name] } : result
}
