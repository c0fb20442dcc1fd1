import type { DataOf } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'
import { ADMINISTERED_KINDS } from '@/lib/domain/conversations/administered'

export type ConversationPage = DataOf<'adminConversations'>
export type ConversationRow = ConversationPage['conversations'][number]
export type ConversationFile = DataOf<'adminConversation'>
export type MemberPage = DataOf<'adminConversationMembers'>
export type MemberRow = MemberPage['members'][number]

const SHOWN = 50
const one = (id: string) => `/api/admin/conversations/${encodeURIComponent(id)}`
const channel = (id: string) => `/api/channels/${encodeURIComponent(id)}`

/** What the address asks the server for; what it does not know is left out. */
export function conversationListPath(params: Pick<URLSearchParams, 'get'>): string {
  const query = new URLSearchParams({ limit: String(SHOWN), kind: kindIn(params) })
  for (const name of ['search', 'before', 'beforeId']) {
    const value = params.get(name)?.trim()
    if (value) query.set(name, value)
  }
  return `/api/admin/conversations?${query.toString()}`
}

export const kindIn = (params: Pick<URLSearchParams, 'get'>) =>
  ADMINISTERED_KINDS.find((kind) => kind === params.get('kind')) ?? 'channel'

export const conversationPath = one
export const membersPath = (id: string, after: string | undefined) =>
  `${one(id)}/members?limit=${SHOWN}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`

/** Who finds a channel. */
export const setPrivate = (id: string, isPrivate: boolean) => api.put<object>(channel(id), { isPrivate })
export const deleteChannel = (id: string) => api.delete<object>(channel(id))
export const removeMember = (id: string, userId: string) =>
  api.delete<object>(`${channel(id)}/members`, { userIds: [userId] })
