import { z } from 'zod'
import { CONVERSATION_MESSAGE_TYPES } from '@/lib/domain/conversations/message'
import {
  attachment,
  attachmentIds,
  clientMadeId,
  conversationId,
  mentions,
  messageId,
  rawText,
} from '../conversation-fields'
import { isoTime, type Namespace, seq } from '../kit'
import { channelIdOut, chat, sourceOf } from './fields'

const source = sourceOf('Core Chat Events')
const EDITING = 'contracts, section 9 "editing, deleting, managing"'

const changed = { messageId: z.string(), channelId: channelIdOut, userId: z.string() }

/** A message as it goes out. */
export const newMessage = z.object({
  id: z.string(),
  channelId: channelIdOut,
  conversationId: z.string(),
  /** Empty: the account has gone. */
  userId: z.string(),
  userDisplayName: z.string(),
  message: z.string(),
  messageType: z.enum(CONVERSATION_MESSAGE_TYPES),
  replyToId: z.string().nullable(),
  attachments: z.array(attachment),
  timestamp: isoTime,
  seq,
  mentions,
  /** It mentions everybody in the channel. */
  mentionsEveryone: z.boolean().optional(),
  /** Against the rules: to be covered. */
  flagged: z.boolean().optional(),
})

/** What is said in channels. A message reaches every connection of its members, the sender's too. */
export const messageEvents = {
  inbound: {
    'chat:send_message': {
      ...chat,
      access: 'chat.send_messages',
      input: z.object({
        channelId: conversationId,
        /** May be empty where there are files. */
        message: rawText,
        attachments: attachmentIds,
        messageType: z.enum(CONVERSATION_MESSAGE_TYPES).default('text'),
        replyToId: messageId.nullish(),
        clientMessageId: clientMadeId.optional(),
      }),
      ack: z.object({
        messageId: z.string(),
        seq,
        timestamp: isoTime,
        clientMessageId: clientMadeId.optional(),
      }),
      limits: ['conversationMessages'],
      summary: 'Sends a message to a channel that one is a member of; acknowledged once it is stored',
      source,
    },
    message_read: {
      ...chat,
      input: z.object({ channelId: conversationId, messageId: messageId.nullish() }),
      ack: z.object({}),
      limits: ['receiptsOfConversations'],
      summary: 'Marks everything up to a message as read, or all of the channel without one',
      source,
    },
    'chat:edit_message': {
      ...chat,
      access: 'chat.send_messages',
      input: z.object({ messageId, message: rawText }),
      ack: z.object({ messageId: z.string(), editedAt: isoTime }),
      limits: ['conversationMessages'],
      summary: 'Edits one’s own message',
      source: EDITING,
    },
    'chat:delete_message': {
      ...chat,
      access: 'chat.send_messages',
      input: z.object({ messageId }),
      ack: z.object({ messageId: z.string() }),
      limits: ['conversationMessages'],
      summary: 'Deletes one’s own message; that there was one stays',
      source: EDITING,
    },
  },
  outbound: {
    'chat:new_message': {
      payload: newMessage,
      summary: 'Somebody wrote in a channel',
      source,
    },
    message_read_receipt: {
      payload: z.object({
        userId: z.string(),
        userDisplayName: z.string(),
        channelId: channelIdOut,
        messageId: z.string(),
        readAt: isoTime,
      }),
      summary: 'Somebody has read what one wrote, up to this message',
      source,
    },
    'chat:message_edited': {
      payload: z.object({
        ...changed,
        message: z.string(),
        editedAt: isoTime,
        mentions,
        mentionsEveryone: z.boolean().optional(),
        flagged: z.boolean().optional(),
      }),
      summary: 'Its author changed a message',
      source: EDITING,
    },
    'chat:message_deleted': {
      payload: z.object({ ...changed, deletedAt: isoTime }),
      summary: 'Its author deleted a message',
      source: EDITING,
    },
  },
} as const satisfies Namespace
