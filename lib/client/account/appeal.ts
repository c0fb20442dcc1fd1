import { deviceFingerprint } from './identity'
import { api } from '@/lib/client/api'

/** How a banned person says who they are: by this browser, or by what they tried to sign in with. */
export type Banned = { readonly email: string; readonly password: string } | undefined

/** What became of an appeal, as a refused sign-in tells it. */
export interface AppealNews {
  readonly status: 'pending' | 'upheld' | 'lifted'
  readonly answer: string | null
}

export const ALREADY_APPEALED = 1016

/** Asks another moderator to look at the ban; once. */
export const appeal = (who: Banned, text: string) =>
  api.post<object>('/api/moderation/appeal', { ...(who ?? { deviceFingerprint: deviceFingerprint() }), text })

/** What an answer says of an appeal; undefined: nothing. */
export function appealNews(value: unknown): AppealNews | undefined {
  const { status, answer } = (value ?? {}) as { status?: unknown; answer?: unknown }
  if (status !== 'pending' && status !== 'upheld' && status !== 'lifted') return undefined
  return { status, answer: typeof answer === 'string' ? answer : null }
}
