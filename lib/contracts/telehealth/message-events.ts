import { z } from 'zod'
import { CONVERSATION_MESSAGE_TYPES, PAGE_MAX } from '@/lib/domain/conversations/message'
import { attachmentIds, clientMadeId, mentions, messageId, personId, rawText } from '../conversation-fields'
import { isoTime, type Namespace, seq } from '../kit'
import { message, place, rooms, sourceOf } from './fields'

const EDITING = 'contracts, section 9 "editing, deleting, managing"'
const HISTORY = 'contracts, section 8 "message history"'

const hasPlace = ({ roomId, visitId }: { roomId?: string | undefined; visitId?: string | undefined }) =>
  roomId !== undefined || visitId !== undefined

const sending = { ...rooms, access: 'chat.send_messages' } as const
const changed = { messageId: z.string(), roomId: z.string(), conversationId: z.string(), userId: z.string() }

/** What is said in rooms. */
export const messageEvents = {
  inbound: {
    'message:send': {
      ...sending,
      input: z
        .object({
          ...place,
          /** Of a pair, in place of its room. */
          recipientId: personId.optional(),
          /** May be empty where there are files. */
          message: rawText,
          attachments: attachmentIds,
          messageType: z.enum(CONVERSATION_MESSAGE_TYPES).default('text'),
          replyToId: messageId.nullish(),
          metadata: z.record(z.string(), z.unknown()).optional(),
          clientMessageId: clientMadeId.optional(),
        })
        .refine(
          (given) => hasPlace(given) || given.recipientId !== undefined,
          'roomId, visitId or recipientId',
        )
        .meta({ examples: [{ roomId: 'channel:1', message: 'Hello!' }] }),
      ack: z.object({ message }),
      limits: ['conversationMessages'],
      summary: 'Sends a message to a room, a visit or a person; acknowledged once it is stored',
      source: sourceOf('Send Message'),
    },
    'message:history': {
      ...rooms,
      input: z
        .object({
          ...place,
          /** A `seq` or a message's id: what came before it. */
          before: z.union([seq, messageId]).optional(),
          /** What came after it. */
          lastSeq: seq.optional(),
          limit: z.number().int().min(1).max(PAGE_MAX).default(50),
        })
        .refine(hasPlace, 'roomId or visitId')
        .meta({ examples: [{ roomId: 'channel:1' }] }),
      ack: z.object({ messages: z.array(message), hasMore: z.boolean() }),
      limits: ['conversationReads'],
      summary: 'A page of a room’s messages, oldest first; the newest without `before` and `lastSeq`',
      source: HISTORY,
    },
    'message:read': {
      ...rooms,
      input: z
        .object({ ...place, messageId: messageId.nullish() })
        .refine(hasPlace, 'roomId or visitId')
        .meta({ examples: [{ roomId: 'channel:1' }] }),
      ack: z.object({}),
      limits: ['receiptsOfConversations'],
      summary: 'Marks everything up to a message as read, or all of the room without one',
      source: 'contracts, section 9 "receipts"',
    },
    'message:delivered': {
      ...rooms,
      isPassive: true,
      input: z
        .object({ ...place, messageId: messageId.nullish() })
        .refine(hasPlace, 'roomId or visitId')
        .meta({ examples: [{ roomId: 'channel:1' }] }),
      ack: z.object({}),
      limits: ['receiptsOfConversations'],
      summary: 'Says that everything up to a message has arrived on a device',
      source: 'contracts, section 9 "receipts"',
    },
    'message:edit': {
      ...sending,
      input: z.object({ messageId, message: rawText }),
      ack: z.object({ message }),
      limits: ['conversationMessages'],
      summary: 'Edits one’s own message',
      source: EDITING,
    },
    'message:delete': {
      ...sending,
      input: z.object({ messageId }),
      ack: z.object({ messageId: z.string() }),
      limits: ['conversationMessages'],
      summary: 'Deletes one’s own message; that there was one stays',
      source: EDITING,
    },
  },
  outbound: {
    'message:new': {
      payload: message,
      summary: 'Somebody wrote in a room; not to the connection that sent it',
      source: sourceOf('Send Message'),
    },
    'message:sent': {
      payload: message,
      summary: 'One’s own message is stored; to the connection that sent it',
      source: sourceOf('Common Events'),
    },
    'message:status': {
      payload: z.object({
        messageId: z.string(),
        roomId: z.string(),
        conversationId: z.string(),
        status: z.enum(['delivered', 'read']),
        /** Who was reached, or has read it. */
        userId: z.string(),
      }),
      summary: 'One’s messages up to this one were delivered to somebody, or read by them',
      source: 'contracts, section 9 "receipts"',
    },
    'message:edited': {
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
    'message:deleted': {
      payload: z.object({ ...changed, deletedAt: isoTime }),
      summary: 'Its author deleted a message',
      source: EDITING,
    },
  },
} as const satisfies Namespace
