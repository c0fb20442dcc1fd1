import { api, type Result } from '@/lib/client/api'
import type { Channel, ChannelMember, Found, Listed, Mentionable, Readers } from './wire'

const conversationPath = (id: string) => `/api/v1/conversations/${encodeURIComponent(id)}`
const channelPath = (id: string) => `/api/channels/${encodeURIComponent(id)}`

/** A channel that somebody makes. */
export interface NewChannel {
  readonly name: string
  readonly description: string | null
  readonly isPrivate: boolean
}

/** What the screens of messages ask of the server beside its socket. Refusals are results, never exceptions. */
export const conversationsRest = {
  list: () => api.get<{ conversations: Listed[] }>('/api/v1/conversations'),
  search: (conversationId: string, text: string): Promise<Result<{ messages: Found[] }>> =>
    api.get(`${conversationPath(conversationId)}/search?q=${encodeURIComponent(text)}`),
  /** @param text - what the name begins with */
  mentionable: (conversationId: string, text: string) =>
    api.get<Mentionable>(`${conversationPath(conversationId)}/mentionable?q=${encodeURIComponent(text)}`),
  /** The next message that mentions one. @param after - a sequence number */
  nextMention: (conversationId: string, after: number) =>
    api.get<{ messages: Found[] }>(`${conversationPath(conversationId)}/mentions?after=${after}&limit=1`),
  readers: (conversationId: string, seq: number) =>
    api.get<Readers>(`${conversationPath(conversationId)}/readers?seq=${seq}&limit=100`),
  /** Those whom one has blocked by their id; strangers of random sessions have none. */
  blocks: () => api.get<{ blocks: { userId?: string | undefined }[] }>('/api/moderation/blocks'),
  channels: () => api.get<{ channels: Channel[] }>('/api/channels'),
  createChannel: (channel: NewChannel) => api.post<Channel>('/api/channels', channel),
  changeChannel: (id: string, changes: Omit<NewChannel, 'isPrivate'>) =>
    api.put<Channel>(channelPath(id), changes),
  deleteChannel: (id: string) => api.delete<object>(channelPath(id)),
  giveUpUpload: (id: string) => api.delete<object>(`/api/v1/uploads/${encodeURIComponent(id)}`),
  members: (id: string) => api.get<{ members: ChannelMember[] }>(`${channelPath(id)}/members`),
  addMembers: (id: string, userIds: readonly string[]) =>
    api.post<{ added: string[] }>(`${channelPath(id)}/members`, { userIds }),
  removeMember: (id: string, userId: string) =>
    api.delete<{ removed: string[] }>(`${channelPath(id)}/members`, { userIds: [userId] }),
}
