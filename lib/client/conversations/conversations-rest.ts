import { api, type Result } from '@/lib/client/api'
import type { Channel, ChannelMember, Found, Listed } from './wire'

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
    api.get(
      `/api/v1/conversations/${encodeURIComponent(conversationId)}/search?q=${encodeURIComponent(text)}`,
    ),
  channels: () => api.get<{ channels: Channel[] }>('/api/channels'),
  createChannel: (channel: NewChannel) => api.post<Channel>('/api/channels', channel),
  changeChannel: (id: string, changes: Omit<NewChannel, 'isPrivate'>) =>
    api.put<Channel>(channelPath(id), changes),
  deleteChannel: (id: string) => api.delete<object>(channelPath(id)),
  members: (id: string) => api.get<{ members: ChannelMember[] }>(`${channelPath(id)}/members`),
  addMember: (id: string, userId: string) =>
    api.post<{ added: string[] }>(`${channelPath(id)}/members`, { userIds: [userId] }),
  removeMember: (id: string, userId: string) =>
    api.delete<{ removed: string[] }>(`${channelPath(id)}/members`, { userIds: [userId] }),
}
