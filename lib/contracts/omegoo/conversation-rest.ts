import { z } from 'zod'
import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'
import { MENTION_BOUNDS } from '@/lib/domain/conversations/mentions'
import { SEARCH_BOUNDS } from '@/lib/domain/conversations/search'
import { SHOWN_STATUSES } from '@/lib/domain/presence/presence'
import { envelope, isoTime, MAX_SEQ, type RestRow, seq } from '../kit'

const source = 'lib/DECISIONS.md, 260'
const MENTIONS = 'lib/DECISIONS.md, 280'
const READERS = 'lib/DECISIONS.md, 281'

const params = z.object({ id: z.string().min(1).max(200) })
const reading = { params, access: 'chat.access', limits: ['requests', 'conversationReads'] } as const

const line = z.object({
  messageId: z.string(),
  /** Empty: the account has gone. */
  senderId: z.string(),
  senderName: z.string(),
  /** Empty once it is deleted. */
  message: z.string(),
  messageType: z.string(),
  timestamp: isoTime,
  seq,
})

const conversation = z.object({
  conversationId: z.string(),
  /** What telehealth's events know it by. */
  roomId: z.string(),
  kind: z.enum(CONVERSATION_KINDS),
  /** Of a channel or a topic; null: a pair has none. */
  name: z.string().nullable(),
  description: z.string().nullable(),
  isPrivate: z.boolean(),
  /** Whether the caller may change it, and who is in it. */
  isManager: z.boolean(),
  /** Of a pair; null also where their account has gone. */
  other: z
    .object({
      userId: z.string(),
      displayName: z.string(),
      status: z.enum(SHOWN_STATUSES),
      customStatus: z.string().nullable(),
    })
    .nullable(),
  memberCount: z.number().int(),
  /** Of others, not read yet. */
  unread: z.number().int(),
  /** Those among them that mention the caller, or everybody. */
  unreadMentions: z.number().int(),
  /** Of the last message; 0: there is none. */
  lastSeq: seq,
  /** Of the last message that the caller has read. */
  readSeq: seq,
  lastMessage: line.nullable(),
})

/** What the screens of messages list and search. */
export const conversationRest = {
  conversations: {
    method: 'GET',
    path: '/api/v1/conversations',
    response: envelope(z.object({ conversations: z.array(conversation) })),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: 'The caller’s conversations of every kind, those with the newest message first, 500 at most',
    source,
  },
  searchConversation: {
    method: 'GET',
    path: '/api/v1/conversations/:id/search',
    params,
    query: z.object({
      q: z.string().trim().min(SEARCH_BOUNDS.shortest).max(SEARCH_BOUNDS.longest),
      limit: z.coerce.number().int().min(1).max(SEARCH_BOUNDS.found).default(SEARCH_BOUNDS.found),
    }),
    response: envelope(z.object({ messages: z.array(line) })),
    access: 'chat.access',
    limits: ['requests', 'conversationReads'],
    summary: `Messages of a conversation that hold a text, newest first, of its last ${SEARCH_BOUNDS.messages}`,
    source,
  },
  mentionsOfMe: {
    method: 'GET',
    path: '/api/v1/conversations/:id/mentions',
    ...reading,
    query: z.object({
      /** A `seq`: what came after it. */
      after: z.coerce.number().int().min(0).max(MAX_SEQ).default(0),
      limit: z.coerce.number().int().min(1).max(50).default(50),
    }),
    response: envelope(z.object({ messages: z.array(line) })),
    summary: 'Messages of others that mention the caller, or everybody, oldest first; for members',
    source: MENTIONS,
  },
  mentionable: {
    method: 'GET',
    path: '/api/v1/conversations/:id/mentionable',
    ...reading,
    /** What the names begin with; nothing: the first ones. */
    query: z.object({ q: z.string().trim().max(MENTION_BOUNDS.name).default('') }),
    response: envelope(
      z.object({
        people: z.array(z.object({ userId: z.string(), displayName: z.string() })),
        /** The caller may mention `@everyone`. */
        everyone: z.boolean(),
      }),
    ),
    summary: `Members of whose name a word begins with a text, ${MENTION_BOUNDS.offered} at most; for members`,
    source: MENTIONS,
  },
  readers: {
    method: 'GET',
    path: '/api/v1/conversations/:id/readers',
    ...reading,
    query: z.object({
      /** Of the message. */
      seq: z.coerce.number().int().min(1).max(MAX_SEQ),
      /** The last person of the page before. */
      after: z.string().min(1).max(200).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    response: envelope(
      z.object({
        readers: z.array(z.object({ userId: z.string(), displayName: z.string() })),
        /** Of all pages. */
        total: z.number().int(),
        hasMore: z.boolean(),
        /** Why nobody is listed: the caller keeps to themselves what they have read. */
        hidden: z.literal('own_privacy').optional(),
      }),
    ),
    summary:
      'Who has read a message, without its author, the caller, and people who keep that to themselves; for members',
    source: READERS,
  },
} as const satisfies Record<string, RestRow>
