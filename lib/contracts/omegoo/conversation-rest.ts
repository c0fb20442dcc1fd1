import { z } from 'zod'
import { CONVERSATION_KINDS } from '@/lib/domain/conversations/conversation'
import { SEARCH_BOUNDS } from '@/lib/domain/conversations/search'
import { SHOWN_STATUSES } from '@/lib/domain/presence/presence'
import { envelope, isoTime, type RestRow, seq } from '../kit'

const source = 'lib/DECISIONS.md, 260'

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
    params: z.object({ id: z.string().min(1).max(200) }),
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
} as const satisfies Record<string, RestRow>
