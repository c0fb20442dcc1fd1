import { z } from 'zod'
import { channelDescription, channelName, conversationId } from '../conversation-fields'
import { isoTime, type Namespace, seq } from '../kit'
import { channelIdOut, chat, sourceOf } from './fields'
import { newMessage } from './message-events'

const source = sourceOf('Core Chat Events')

/** Which channels there are for a connection. */
export const channelEvents = {
  inbound: {
    join_channel: {
      ...chat,
      input: z.union([
        conversationId,
        z.object({
          channelId: conversationId,
          /** The last message that the client has: what came since is in the acknowledgement. */
          lastSeq: seq.optional(),
        }),
      ]),
      ack: z.object({
        channelId: channelIdOut,
        conversationId: z.string(),
        /** Of the last message. */
        lastSeq: seq,
        /** After `lastSeq`, oldest first; what arrives meanwhile may be among them, with the same `seq`. */
        messages: z.array(newMessage),
        /** There are more after these. */
        hasMore: z.boolean(),
      }),
      limits: ['conversationSteps'],
      summary: 'Becomes a member of a public channel; of a private one only its members may say this',
      source,
    },
    leave_channel: {
      ...chat,
      input: conversationId,
      ack: z.object({ channelId: channelIdOut }),
      limits: ['conversationSteps'],
      summary: 'Stops looking at a channel; one stays a member',
      source,
    },
    'chat:typing': {
      ...chat,
      access: 'chat.send_messages',
      input: z.object({ channelId: conversationId, isTyping: z.boolean() }),
      ack: z.object({}),
      limits: ['typing'],
      summary: 'Shows the others that one is typing, for 3 s at most',
      source,
    },
    channel_updated: {
      ...chat,
      input: z.object({
        channelId: conversationId,
        changes: z
          .object({ name: channelName.optional(), description: channelDescription.nullable().optional() })
          .refine(
            ({ name, description }) => name !== undefined || description !== undefined,
            'Nothing changes',
          )
          .meta({ examples: [{ name: 'New Name' }] }),
      }),
      ack: z.object({ channelId: channelIdOut }),
      limits: ['conversationSteps'],
      summary: 'Changes a channel’s name or description; for who made it, and chat.manage_channels',
      source,
    },
  },
  outbound: {
    user_joined: {
      payload: z.object({
        userId: z.string(),
        userDisplayName: z.string(),
        userRole: z.string(),
        channelId: channelIdOut,
        joinedAt: isoTime,
      }),
      summary: 'Somebody looks at a channel, on their first connection that does; not to themselves',
      source,
    },
    user_left: {
      payload: z.object({
        userId: z.string(),
        userDisplayName: z.string(),
        channelId: channelIdOut,
        leftAt: isoTime,
        reason: z.enum(['disconnect', 'leave']),
      }),
      summary: 'Somebody stopped looking at a channel; a lost connection counts after 3 s',
      source,
    },
    'chat:user_typing': {
      payload: z.object({
        userId: z.string(),
        userDisplayName: z.string(),
        channelId: channelIdOut,
        isTyping: z.boolean(),
      }),
      summary: 'Somebody is typing in a channel, or has stopped; not to themselves',
      source,
    },
    channel_updated: {
      payload: z.object({
        channelId: channelIdOut,
        changes: z.object({
          name: z.string().optional(),
          description: z.string().nullable().optional(),
          /** Only members find it from now on, or everybody does. */
          isPrivate: z.boolean().optional(),
        }),
        updatedBy: z.string(),
        updaterName: z.string(),
        updatedAt: isoTime,
      }),
      summary: 'A channel has another name or description, or others find it',
      source,
    },
    channel_deleted: {
      payload: z.object({ channelId: channelIdOut, deletedBy: z.string(), deletedAt: isoTime }),
      summary: 'A channel is no more',
      source: 'contracts, section 9 "editing, deleting, managing"',
    },
    channel_members_changed: {
      payload: z.object({
        channelId: channelIdOut,
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changedBy: z.string(),
      }),
      summary: 'People became members of a channel, or are none any more',
      source: 'contracts, section 8 "channels"',
    },
  },
} as const satisfies Namespace
