import { z } from 'zod'
import { conversationId } from '../conversation-fields'
import { isoTime, type Namespace, seq } from '../kit'
import { CHAT, EDITING, members, message, personIn, sourceOf } from './fields'

const TYPING = sourceOf('Typing Indicators')
const room = z.object({ conversation_id: conversationId })

/** Conversations: who is in them, who looks, who types. */
export const roomEvents = {
  inbound: {
    'room:join': {
      ...members,
      input: room.extend({
        /** The last message that the client has: what came since is in the acknowledgement. */
        last_seq: seq.optional(),
      }),
      ack: z.object({
        conversation_id: z.string(),
        /** Those who joined first, 100 at most. */
        participants: z.array(z.object({ user_id: z.string(), role: z.string() })),
        participant_count: z.number().int(),
        /** Of the last message. */
        last_seq: seq,
        /** After `last_seq`, oldest first. */
        messages: z.array(message),
        has_more: z.boolean(),
      }),
      limits: ['conversationSteps'],
      summary:
        'Looks at a conversation; of a public channel it makes one a member. Members hear it without joining',
      source: CHAT,
    },
    'room:leave': {
      ...members,
      input: room,
      ack: z.object({ conversation_id: z.string() }),
      limits: ['conversationSteps'],
      summary: 'Stops looking; one stays a member',
      source: CHAT,
    },
    'typing:start': {
      ...members,
      access: 'chat.send_messages',
      input: room,
      limits: ['typing'],
      summary: 'Shows the others that one is typing, for 3 s at most, unless one’s privacy says otherwise',
      source: TYPING,
    },
    'typing:stop': {
      ...members,
      access: 'chat.send_messages',
      input: room,
      limits: ['typing'],
      summary: 'Hides it again',
      source: TYPING,
    },
  },
  outbound: {
    'typing:start': {
      payload: personIn,
      summary: 'Somebody is typing; not to themselves, nor to who hides that they type',
      source: CHAT,
    },
    'typing:stop': {
      payload: personIn,
      summary: 'Somebody stopped typing, 3 s after the last start at the latest',
      source: CHAT,
    },
    'room:user-joined': {
      payload: personIn.extend({ role: z.string() }),
      summary: 'Somebody looks at a conversation, on their first connection that does; not to themselves',
      source: CHAT,
    },
    'room:user-left': {
      payload: personIn.extend({ role: z.string(), reason: z.enum(['leave', 'disconnect']) }),
      summary: 'Somebody looks no more; a lost connection counts after 3 s',
      source: CHAT,
    },
    'room:members-changed': {
      payload: z.object({
        conversation_id: z.string(),
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changed_by: z.string(),
      }),
      summary: 'People became members, or are none any more',
      source: CHAT,
    },
    'room:updated': {
      payload: z.object({
        conversation_id: z.string(),
        changes: z.object({
          name: z.string().optional(),
          description: z.string().nullish(),
          /** Only members find it from now on, or everybody does. */
          is_private: z.boolean().optional(),
        }),
        updated_by: z.string(),
        updated_at: isoTime,
      }),
      summary: 'A channel was changed',
      source: EDITING,
    },
    'room:deleted': {
      payload: z.object({ conversation_id: z.string(), deleted_by: z.string(), deleted_at: isoTime }),
      summary: 'A channel was deleted',
      source: EDITING,
    },
    error: {
      payload: z.object({ message: z.string(), code: z.number(), retryAfter: z.number().optional() }),
      summary: 'An event without an acknowledgement is refused, and why',
      source: 'contracts, section 3 "Acknowledgements"',
    },
  },
} as const satisfies Namespace
