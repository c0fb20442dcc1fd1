import { z } from 'zod'
import { CONVERSATION_MESSAGE_TYPES, PAGE_MAX } from '@/lib/domain/conversations/message'
import {
  attachmentIds,
  clientMadeId,
  conversationId,
  mentions,
  messageId,
  rawText,
} from '../conversation-fields'
import { isoTime, type Namespace, seq } from '../kit'
import { CHAT, EDITING, members, message, personIn, RECEIPTS } from './fields'

const sending = { ...members, access: 'chat.send_messages' } as const

/** Up to a message, or everything in a conversation: a message's id alone is enough. */
const covered = z
  .object({ message_id: messageId.nullish(), conversation_id: conversationId.optional() })
  .refine(
    ({ message_id, conversation_id }) => typeof message_id === 'string' || conversation_id !== undefined,
    'message_id or conversation_id',
  )
  .meta({ examples: [{ message_id: 'msg-123' }] })

const aboutMessage = personIn.extend({ message_id: z.string() })

/** What is said in conversations. */
export const messageEvents = {
  inbound: {
    'message:send': {
      ...sending,
      input: z.object({
        conversation_id: conversationId,
        /** May be empty where there are files. */
        content: rawText,
        attachments: attachmentIds,
        message_type: z.enum(CONVERSATION_MESSAGE_TYPES).default('text'),
        reply_to_id: messageId.nullish(),
        metadata: z.record(z.string(), z.unknown()).optional(),
        client_message_id: clientMadeId.optional(),
      }),
      ack: z.object({
        message_id: z.string(),
        conversation_id: z.string(),
        seq,
        created_at: isoTime,
        client_message_id: z.string().optional(),
      }),
      limits: ['conversationMessages'],
      summary: 'Sends a message; acknowledged once it is stored',
      source: CHAT,
    },
    'message:history': {
      ...members,
      input: z.object({
        conversation_id: conversationId,
        /** A `seq` or a message's id: what came before it. */
        before: z.union([seq, messageId]).optional(),
        /** What came after it. */
        last_seq: seq.optional(),
        limit: z.number().int().min(1).max(PAGE_MAX).default(50),
      }),
      ack: z.object({ messages: z.array(message), has_more: z.boolean() }),
      limits: ['conversationReads'],
      summary: 'A page of messages, oldest first; the newest without `before` and `last_seq`',
      source: 'contracts, section 8 "message history"',
    },
    'message:read': {
      ...members,
      input: covered,
      ack: z.object({}),
      limits: ['receiptsOfConversations'],
      summary: 'Marks everything up to a message as read; nobody is told where one’s privacy says so',
      source: RECEIPTS,
    },
    'message:delivered': {
      ...members,
      isPassive: true,
      input: covered,
      ack: z.object({}),
      limits: ['receiptsOfConversations'],
      summary: 'Says that everything up to a message has arrived on a device',
      source: RECEIPTS,
    },
    'message:edit': {
      ...sending,
      input: z.object({ message_id: messageId, content: rawText }),
      ack: z.object({ message_id: z.string(), edited_at: isoTime }),
      limits: ['conversationMessages'],
      summary: 'Edits one’s own message',
      source: EDITING,
    },
    'message:delete': {
      ...sending,
      input: z.object({ message_id: messageId }),
      ack: z.object({ message_id: z.string() }),
      limits: ['conversationMessages'],
      summary: 'Deletes one’s own message; that there was one stays',
      source: EDITING,
    },
  },
  outbound: {
    'message:new': {
      payload: message,
      summary: 'Somebody wrote in a conversation; not to the connection that sent it',
      source: CHAT,
    },
    'message:delivered': {
      payload: aboutMessage.extend({ delivered_at: isoTime }),
      summary: 'One’s messages up to this one were delivered to somebody',
      source: CHAT,
    },
    'message:read': {
      payload: aboutMessage.extend({ read_at: isoTime }),
      summary: 'Somebody has read one’s messages up to this one',
      source: CHAT,
    },
    'message:edited': {
      payload: aboutMessage.extend({
        content: z.string(),
        edited_at: isoTime,
        mentions,
        mentions_everyone: z.boolean().optional(),
        flagged: z.boolean().optional(),
      }),
      summary: 'Its author changed a message',
      source: EDITING,
    },
    'message:deleted': {
      payload: aboutMessage.extend({ deleted_at: isoTime }),
      summary: 'Its author deleted a message',
      source: EDITING,
    },
  },
} as const satisfies Namespace
