import { z } from 'zod'
import { isoTime, type Namespace, seq } from '../kit'
import { message, participant, roomId, rooms, sourceOf } from './fields'

const personInRoom = z.object({
  userId: z.string(),
  role: z.string(),
  roomId: z.string(),
  conversationId: z.string(),
})

/** Rooms: pairs `chat:<a>:<b>`, visits, topics and channels. */
export const roomEvents = {
  inbound: {
    'room:join': {
      ...rooms,
      input: z.object({
        roomId,
        roomType: z.string().max(50).optional(),
        metadata: z.record(z.string(), z.unknown()).optional(),
        /** The last message that the client has: what came since is in the acknowledgement. */
        lastSeq: seq.optional(),
      }),
      ack: z.object({
        roomId: z.string(),
        conversationId: z.string(),
        /** Those who joined first, 100 at most. */
        participants: z.array(participant),
        participantCount: z.number().int(),
        /** Of the last message. */
        lastSeq: seq,
        /** After `lastSeq`, oldest first. */
        messages: z.array(message),
        hasMore: z.boolean(),
        /** Of a visit’s room. */
        visitId: z.string().optional(),
        /** One is in the visit’s waiting room, and is told nothing of the room yet. */
        waiting: z.literal(true).optional(),
        /** Among those who wait, from 1. */
        position: z.number().int().optional(),
      }),
      limits: ['conversationSteps'],
      summary:
        'Enters a room: a pair’s and a topic’s are made by it, a channel’s makes one a member, a visit’s may have a waiting room before it',
      source: sourceOf('Join Room'),
    },
    'room:leave': {
      ...rooms,
      input: z.object({ roomId }),
      ack: z.object({ roomId: z.string() }),
      limits: ['conversationSteps'],
      summary: 'Leaves a room; one stays a member',
      source: sourceOf('Common Patterns'),
    },
    'typing:start': {
      ...rooms,
      access: 'chat.send_messages',
      input: z.object({ roomId }),
      limits: ['typing'],
      summary: 'Shows the others that one is typing, for 3 s at most',
      source: sourceOf('Typing Indicators'),
    },
    'typing:stop': {
      ...rooms,
      access: 'chat.send_messages',
      input: z.object({ roomId }),
      limits: ['typing'],
      summary: 'Hides it again',
      source: sourceOf('Typing Indicators'),
    },
  },
  outbound: {
    'room:userJoined': {
      payload: personInRoom,
      summary: 'Somebody entered a room, on their first connection that did; not to themselves',
      source: sourceOf('Common Events'),
    },
    'room:userLeft': {
      payload: personInRoom,
      summary: 'Somebody left a room; a lost connection counts after 3 s',
      source: 'contracts, section 9 "rooms"',
    },
    'typing:start': {
      payload: personInRoom,
      summary: 'Somebody is typing in a room; not to themselves',
      source: sourceOf('Typing Indicators'),
    },
    'typing:stop': {
      payload: personInRoom,
      summary: 'Somebody stopped typing, 3 s after the last start at the latest',
      source: sourceOf('Typing Indicators'),
    },
    connected: {
      payload: z.object({ socketId: z.string(), userId: z.string() }),
      summary: 'The connection stands, and whose it is',
      source: sourceOf('Client Connection'),
    },
    'room:updated': {
      payload: z.object({
        roomId: z.string(),
        conversationId: z.string(),
        changes: z.object({
          name: z.string().optional(),
          description: z.string().nullable().optional(),
          /** Only members find it from now on, or everybody does. */
          isPrivate: z.boolean().optional(),
        }),
        updatedBy: z.string(),
        updatedAt: isoTime,
      }),
      summary: 'A channel has another name or description, or others find it',
      source: 'contracts, section 9 "editing, deleting, managing"',
    },
    'room:deleted': {
      payload: z.object({
        roomId: z.string(),
        conversationId: z.string(),
        deletedBy: z.string(),
        deletedAt: isoTime,
      }),
      summary: 'A channel is no more',
      source: 'contracts, section 9 "editing, deleting, managing"',
    },
    'room:membersChanged': {
      payload: z.object({
        roomId: z.string(),
        conversationId: z.string(),
        added: z.array(z.string()),
        removed: z.array(z.string()),
        changedBy: z.string(),
      }),
      summary: 'People became members of a room, or are none any more',
      source: 'contracts, section 8 "channels"',
    },
  },
} as const satisfies Namespace
