import { z } from 'zod'
import { channelDescription, channelName, people, personId } from '../conversation-fields'
import { envelope, isoTime, type RestRow, seq } from '../kit'
import { channelIdOut } from './fields'

const source = 'contracts, section 8 "channels"'
const MANAGING = 'contracts, section 9 "editing, deleting, managing"'

const params = z.object({ id: z.string().min(1).max(200) })

const channel = z.object({
  channelId: channelIdOut,
  conversationId: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isPrivate: z.boolean(),
  createdAt: isoTime,
})

/** Channels over REST. */
export const channelRest = {
  channels: {
    method: 'GET',
    path: '/api/channels',
    response: envelope(
      z.object({
        channels: z.array(
          channel.extend({
            isMember: z.boolean(),
            /** Of others, in channels that one is a member of. */
            unread: z.number().int(),
            lastSeq: seq,
            memberCount: z.number().int().nullable(),
          }),
        ),
      }),
    ),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: 'The caller’s channels, and those that are open to everybody of the tenant',
    source,
  },
  createChannel: {
    method: 'POST',
    path: '/api/channels',
    body: z.object({
      name: channelName,
      description: channelDescription.nullish(),
      isPrivate: z.boolean().default(false),
      memberIds: z.array(personId).max(100).default([]),
    }),
    response: envelope(channel),
    access: 'chat.create_channels',
    limits: ['requests', 'newChannels'],
    summary: 'Makes a channel, of which the caller is a member and the manager',
    source,
  },
  changeChannel: {
    method: 'PUT',
    path: '/api/channels/:id',
    params,
    body: z.object({
      name: channelName.optional(),
      description: channelDescription.nullish(),
      /** Only members find it. The general channel stays open to everybody. */
      isPrivate: z.boolean().optional(),
    }),
    response: envelope(channel),
    access: 'chat.access',
    limits: ['requests', 'conversationSteps'],
    summary: 'Changes a channel’s name, description or who finds it',
    source: MANAGING,
  },
  deleteChannel: {
    method: 'DELETE',
    path: '/api/channels/:id',
    params,
    response: envelope(z.object({ channelId: channelIdOut })),
    access: 'chat.access',
    limits: ['requests', 'conversationSteps'],
    summary: 'Deletes a channel: nobody finds it any more',
    source: MANAGING,
  },
  channelMembers: {
    method: 'GET',
    path: '/api/channels/:id/members',
    params,
    query: z.object({
      /** The last person of the page before. */
      after: personId.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(100),
    }),
    response: envelope(
      z.object({
        members: z.array(
          z.object({ userId: z.string(), displayName: z.string(), role: z.string(), joinedAt: isoTime }),
        ),
      }),
    ),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: 'A channel’s members, those who joined first first',
    source,
  },
  addChannelMembers: {
    method: 'POST',
    path: '/api/channels/:id/members',
    params,
    body: z.object({ userIds: people }),
    response: envelope(z.object({ added: z.array(z.string()) })),
    access: 'chat.access',
    limits: ['requests', 'conversationSteps'],
    summary:
      'Makes people members whom one may know, 500 an hour; for who made the channel, and chat.manage_channels. Nobody adds themselves to a private one',
    source,
  },
  removeChannelMembers: {
    method: 'DELETE',
    path: '/api/channels/:id/members',
    params,
    body: z.object({ userIds: people }),
    response: envelope(z.object({ removed: z.array(z.string()) })),
    access: 'chat.access',
    limits: ['requests', 'conversationSteps'],
    summary: 'Ends people’s membership; oneself may always leave, also topics, by `topic:<name>`',
    source,
  },
} as const satisfies Record<string, RestRow>
